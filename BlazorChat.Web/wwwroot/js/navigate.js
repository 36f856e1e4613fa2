/** Goes to a page of this program: within the circuit where there is one, else as any link does. */
export function navigate(path) {
  const url = new URL(path, document.baseURI).href;
  if (window.Blazor?.navigateTo) Blazor.navigateTo(url); else location.assign(url);
}

/** The line that says what went wrong with a request, with a way on: to try again, or to sign in and come back. */
export class ProblemLine {
  constructor(element) { this.element = element; }

  show(text, { again = false, signIn = false } = {}) {
    const part = name => this.element.querySelector(`[data-${name}]`);
    this.element.hidden = !text;
    part("problem-text").textContent = text ?? "";
    part("again").hidden = !again;
    part("sign-in").hidden = !signIn;
    part("sign-in").href = `${new URL("account/login", document.baseURI)}?returnUrl=${encodeURIComponent(location.pathname + location.search)}`;
  }

  clear() { this.show(null); }
}

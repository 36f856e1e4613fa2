/** Enter and leaving the field keep the new title, Escape the old one: as submit and reset of a form, which the component hears. */
customElements.define("session-rename", class extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input"), form = this.querySelector("form");
    let done = false;
    form.addEventListener("submit", () => { done = true; });
    form.addEventListener("reset", () => { done = true; });
    input.addEventListener("blur", () => { if (!done) form.requestSubmit(); });
    input.addEventListener("keydown", event => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.preventDefault();
      form.reset();
    });
    requestAnimationFrame(() => { input.focus(); input.select(); });
  }
});

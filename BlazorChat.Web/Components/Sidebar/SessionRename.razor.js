import { LiveElement } from "../../js/live-element.js";

/** Enter and leaving the field keep the new title, Escape the old one: as submit and reset of a form, which the component hears. */
customElements.define("session-rename", class extends LiveElement {
  begin() {
    const input = this.querySelector("input"), form = this.querySelector("form");
    let done = false;
    this.on(form, "submit", () => { done = true; });
    this.on(form, "reset", () => { done = true; });
    this.on(input, "blur", () => { if (!done) form.requestSubmit(); });
    this.on(input, "keydown", event => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.preventDefault();
      form.reset();
    });
    requestAnimationFrame(() => { input.focus(); input.select(); });
  }
});

import { LiveElement } from "../../../js/live-element.js";

/** The toggle is there only where it can work. */
customElements.define("password-field", class extends LiveElement {
  begin() {
    const input = this.querySelector("input"), toggle = this.querySelector("button");
    toggle.hidden = false;
    this.on(toggle, "click", () => {
      const show = input.type === "password";
      input.type = show ? "text" : "password";
      toggle.setAttribute("aria-pressed", show);
    });
    if (input.form) this.on(input.form, "submit", () => { input.type = "password"; });
  }
});

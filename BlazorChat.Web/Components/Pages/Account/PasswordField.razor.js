/** The toggle is there only where it can work. */
customElements.define("password-field", class extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input"), toggle = this.querySelector("button");
    toggle.hidden = false;
    toggle.onclick = () => {
      const show = input.type === "password";
      input.type = show ? "text" : "password";
      toggle.setAttribute("aria-pressed", show);
    };
    input.form?.addEventListener("submit", () => { input.type = "password"; });
  }
});

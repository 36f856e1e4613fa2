import { copyText } from "../../js/clipboard.js";

customElements.define("code-block", class extends HTMLElement {
  connectedCallback() {
    this.onclick ??= async event => {
      if (!event.target.closest("[data-copy]")) return;
      await copyText(this.querySelector("pre").textContent);
      this.dataset.copied = "";
      clearTimeout(this.timer);
      this.timer = setTimeout(() => delete this.dataset.copied, 1600);
    };
  }
});

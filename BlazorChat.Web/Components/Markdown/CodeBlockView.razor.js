import { copyText } from "../../js/clipboard.js";
import { LiveElement } from "../../js/live-element.js";

customElements.define("code-block", class extends LiveElement {
  begin() {
    this.on(this, "click", async event => {
      if (!event.target.closest("[data-copy]")) return;
      await copyText(this.querySelector("pre").textContent);
      this.dataset.copied = "";
      clearTimeout(this.timer);
      this.timer = setTimeout(() => delete this.dataset.copied, 1600);
    });
  }
});

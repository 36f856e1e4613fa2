import { copyText } from "../../js/clipboard.js";
import { LiveElement } from "../../js/live-element.js";

/** A link that is shown once: completed with the page's own address where the server did not say one, and copied by a button. */
customElements.define("link-once", class extends LiveElement {
  begin() {
    const field = this.querySelector("input"), button = this.querySelector("[data-copy]");
    if (field.value.startsWith("/")) field.value = location.origin + field.value;
    this.on(field, "focus", () => field.select());
    this.on(button, "click", async () => {
      await copyText(field.value);
      button.querySelector("span").textContent = this.dataset.copied;
    });
  }
});

import { LiveElement } from "../../js/live-element.js";

/** Opens its dialog as a modal one: the browser keeps the focus in it. When it goes, the focus returns to where it was. */
customElements.define("confirm-dialog", class extends LiveElement {
  #opener = null;

  begin() {
    const dialog = this.querySelector("dialog"), form = this.querySelector("form");
    this.#opener = document.activeElement;
    this.on(dialog, "cancel", event => { event.preventDefault(); form.reset(); });
    const { word } = this.dataset, field = this.querySelector("input");
    if (word !== undefined) this.on(field, "input", () => { form.querySelector("[type=submit]").disabled = field.value.trim() !== word; });
    dialog.showModal();
  }

  end() {
    const opener = this.#opener;
    // What was removed with the dialog's answer cannot take the focus: the heading of the page does.
    requestAnimationFrame(() => (opener?.isConnected ? opener : document.querySelector("h1"))?.focus());
  }
});

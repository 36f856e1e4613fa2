import { LiveElement } from "../../js/live-element.js";

const PAUSE = 300; // Milliseconds: a word is one question, not one for each letter.

/** A field whose text counts after a pause, not only with Enter or when it is left. */
customElements.define("search-input", class extends LiveElement {
  begin() {
    this.on(this, "input", event => this.typed(event));
    this.on(this, "compositionend", event => this.typed(event));
    this.on(this, "change", () => clearTimeout(this.wait));
  }
  end() { clearTimeout(this.wait); }

  typed({ target, isComposing }) {
    clearTimeout(this.wait);
    if (!isComposing) this.wait = setTimeout(() => target.dispatchEvent(new Event("change", { bubbles: true })), PAUSE);
  }
});

import { LiveElement } from "../../../js/live-element.js";

/** A part of the settings that a button opens in its own place: the focus goes into it, and back to where it was opened when it goes. */
customElements.define("opened-part", class extends LiveElement {
  begin() {
    if (!this.hasAttribute("focus")) return;
    this.section = this.closest("section");
    (this.querySelector("[data-first]") ?? this.querySelector("input"))?.focus();
  }

  end() {
    const section = this.section;
    // What opened it is not the same element any more.
    requestAnimationFrame(() => { if (document.activeElement === document.body) section?.querySelector("button:not([disabled])")?.focus(); });
  }
});

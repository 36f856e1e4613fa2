import { LiveElement } from "../../js/live-element.js";
import { place } from "../../js/place.js";

/** Place, focus and keys of a menu; opening, light dismiss and Escape are the browser's own popover. */
customElements.define("ui-menu", class extends LiveElement {
  begin() {
    this.on(this, "toggle", event => this.toggled(event), { capture: true });
    this.on(this, "keydown", event => this.key(event));
    this.on(this, "click", event => { if (event.target.closest("[role^=menuitem]")) this.panel?.hidePopover(); });
  }
  get trigger() { return this.querySelector("[popovertarget]"); }
  get panel() { return this.querySelector("[popover]"); }
  get items() { return [...this.panel.querySelectorAll("[role^=menuitem]:not([disabled])")]; }

  toggled(event) {
    const open = event.newState === "open";
    this.trigger.setAttribute("aria-expanded", open);
    if (!open) return;
    place(this.trigger, this.panel);
    this.items[0]?.focus();
  }

  key(event) {
    const open = this.panel.matches(":popover-open");
    if (!open) {
      if (event.key === "ArrowDown" && event.target === this.trigger) { event.preventDefault(); this.panel.showPopover({ source: this.trigger }); }
      return;
    }
    const items = this.items, at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) { event.preventDefault(); items.at(to % items.length)?.focus(); }
    else if (event.key === "Tab") this.panel.hidePopover();
  }
});

import { LiveElement } from "../../js/live-element.js";

/** On a narrow page the sections are a list that opens: it begins at the one that is open, and what is chosen closes it. */
customElements.define("settings-nav", class extends LiveElement {
  begin() {
    this.list = this.querySelector("[popover]");
    this.on(this.list, "toggle", event => { if (event.newState === "open") this.list.querySelector("[aria-current]")?.focus(); });
    this.on(this.list, "click", event => { if (event.target.closest("a") && this.list.matches(":popover-open")) this.list.hidePopover(); });
  }
});

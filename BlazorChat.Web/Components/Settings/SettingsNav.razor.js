import { LiveElement } from "../../js/live-element.js";

/** On a narrow page the sections stand in a row that scrolls: the one that is open is brought into sight, and a fade says that there are more. */
customElements.define("settings-nav", class extends LiveElement {
  begin() {
    this.row = this.querySelector("nav");
    this.on(this.row, "scroll", () => this.fade(), { passive: true });
    this.changes = new MutationObserver(() => this.show());
    this.changes.observe(this.row, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-current"] });
    this.sizes = new ResizeObserver(() => this.show());
    this.sizes.observe(this.row);
  }

  end() {
    this.changes.disconnect();
    this.sizes.disconnect();
  }

  show() {
    const current = this.row.querySelector("[aria-current]");
    if (current && this.row.scrollWidth > this.row.clientWidth) this.row.scrollLeft = current.offsetLeft - (this.row.clientWidth - current.offsetWidth) / 2;
    this.fade();
  }

  fade() {
    const { scrollLeft, scrollWidth, clientWidth } = this.row, at = Math.abs(scrollLeft);
    this.toggleAttribute("data-before", at > 4);
    this.toggleAttribute("data-after", at + clientWidth < scrollWidth - 4);
  }
});

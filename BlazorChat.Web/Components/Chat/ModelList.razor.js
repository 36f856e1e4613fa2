import { LiveElement } from "../../js/live-element.js";

/** Finds models in a list that is there already: no call per key. */
customElements.define("model-list", class extends LiveElement {
  begin() {
    this.field = this.querySelector("input");
    this.count = this.querySelector("[data-count]");
    this.on(this.field, "input", () => this.find());
    this.changes = new MutationObserver(() => { if (this.field.value) this.find(); });
    for (const group of this.querySelectorAll("[data-group]")) this.changes.observe(group, { childList: true, subtree: true });
  }

  end() { this.changes.disconnect(); }

  find() {
    const words = this.field.value.toLowerCase().split(/\s+/), rows = this.querySelectorAll("[data-find]"), isAll = !this.field.value.trim();
    let found = 0;
    for (const row of rows) {
      row.hidden = !words.every(word => row.dataset.find.includes(word));
      if (!row.hidden) found++;
    }
    for (const group of this.querySelectorAll("[data-group]")) group.hidden = !isAll && !group.querySelector("[data-find]:not([hidden])");
    this.querySelector("[data-none]").hidden = found > 0 || isAll;
    this.all ??= this.count.textContent;
    this.count.textContent = isAll ? this.all : this.count.dataset.some.replace("{0}", found).replace("{1}", rows.length);
  }
});

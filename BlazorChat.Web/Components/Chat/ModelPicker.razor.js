import { LiveElement } from "../../js/live-element.js";
import { place } from "../../js/place.js";

/** A combobox over a list that is there already: finding and choosing by keys happens here, the choice itself is a click that the component hears. */
customElements.define("model-picker", class extends LiveElement {
  begin() {
    this.on(this, "toggle", event => this.toggled(event), { capture: true });
    this.on(this, "input", () => this.find());
    this.on(this, "keydown", event => this.key(event));
    this.on(this, "click", event => { if (event.target.closest("[role=option]")) this.panel.hidePopover(); });
    this.on(this, "mousemove", event => { const option = event.target.closest("[role=option]"); if (option) this.activate(option); });
  }
  get trigger() { return this.querySelector("[popovertarget]"); }
  get panel() { return this.querySelector("[popover]"); }
  get field() { return this.querySelector("[role=combobox]"); }
  get options() { return [...this.querySelectorAll("[role=option]:not([hidden])")]; }

  toggled(event) {
    const open = event.newState === "open";
    this.trigger.setAttribute("aria-expanded", open);
    if (!open) return;
    this.field.value = "";
    this.find();
    place(this.trigger, this.panel);
    this.activate(this.options.find(option => option.ariaSelected === "true") ?? this.options[0]);
    this.field.focus();
  }

  find() {
    const words = this.field.value.toLowerCase().split(/\s+/);
    for (const option of this.querySelectorAll("[role=option]")) option.hidden = !words.every(word => option.dataset.find.includes(word));
    for (const group of this.querySelectorAll("[data-group]")) group.hidden = !group.querySelector("[role=option]:not([hidden])");
    this.querySelector("[data-none]").hidden = this.options.length > 0;
    this.activate(this.options[0]);
  }

  activate(option) {
    for (const old of this.querySelectorAll("[data-active]")) delete old.dataset.active;
    if (!option) return this.field.removeAttribute("aria-activedescendant");
    option.dataset.active = "";
    option.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", option.id);
  }

  key(event) {
    if (!this.panel.matches(":popover-open") || event.isComposing) return;
    const options = this.options, at = options.findIndex(option => "active" in option.dataset);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: Math.min(at + 8, options.length - 1), PageUp: Math.max(at - 8, 0) }[event.key];
    if (to !== undefined && options.length) { event.preventDefault(); this.activate(options.at(to % options.length)); }
    else if (event.key === "Enter") { event.preventDefault(); options[at]?.click(); }
    else if (event.key === "Tab") this.panel.hidePopover();
  }
});

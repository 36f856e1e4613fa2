import { LiveElement } from "../../js/live-element.js";
import { place } from "../../js/place.js";

const phone = matchMedia("(max-width: 760px)");
const touch = matchMedia("(pointer: coarse)");

/** A combobox over a list: finding and choosing by keys happens here, the choice itself is a click that the component hears. */
customElements.define("model-picker", class extends LiveElement {
  begin() {
    // A list that many buttons open stands beside the one that did.
    this.on(document, "click", event => { const by = event.target.closest?.(`[popovertarget="${this.panel.id}"]`); if (by) this.opener = by; }, { capture: true });
    this.on(this, "toggle", event => this.toggled(event), { capture: true });
    this.on(this, "input", () => this.find());
    this.on(this, "keydown", event => this.key(event));
    this.on(this, "click", event => { if (event.target.closest("[role=option]") && !event.target.closest("[data-act]")) this.panel.hidePopover(); });
    this.on(this, "mousemove", event => { const option = event.target.closest("[role=option]"); if (option && !("active" in option.dataset)) this.activate(option, false); });
    // The options come when the list is first opened, and change places with what is wished of them.
    this.changes = new MutationObserver(() => { if (this.panel.matches(":popover-open")) { this.find(this.next()); this.settle(); } });
    this.changes.observe(this.querySelector("[role=listbox]"), { childList: true, subtree: true });
  }

  end() { this.changes.disconnect(); }

  get trigger() { return this.querySelector("[popovertarget]") ?? this.opener; }
  get panel() { return this.querySelector("[popover]"); }
  get field() { return this.querySelector("[role=combobox]"); }
  get options() { return [...this.querySelectorAll("[role=option]:not([hidden])")]; }

  toggled(event) {
    const open = event.newState === "open";
    this.trigger?.setAttribute("aria-expanded", open);
    if (!open) return;
    this.field.value = "";
    this.was = null;
    this.find(this.querySelector("[role=option][aria-selected=true]"));
    this.settle();
    // A field would bring up the keyboard of a phone.
    (touch.matches ? this.panel : this.field).focus();
  }

  settle() {
    if (phone.matches) this.panel.removeAttribute("style"); else if (this.trigger) place(this.trigger, this.panel);
  }

  find(active) {
    const words = this.field.value.toLowerCase().split(/\s+/);
    const all = this.querySelectorAll("[role=option]");
    for (const option of all) option.hidden = !words.every(word => option.dataset.find.includes(word));
    for (const group of this.querySelectorAll("[data-group]")) group.hidden = !group.querySelector("[role=option]:not([hidden])");
    const options = this.options;
    this.querySelector("[data-none]").hidden = options.length > 0 || all.length === 0;
    this.activate(active && !active.hidden ? active : options[0]);
  }

  /** What is active after the list has changed: the same as before, else what stands in its place. */
  next() {
    const same = this.was && document.getElementById(this.was.id);
    return same ?? (this.was ? this.options[Math.min(this.was.at, this.options.length - 1)] : this.querySelector("[role=option][aria-selected=true]"));
  }

  activate(option, scroll = true) {
    for (const old of this.querySelectorAll("[data-active]")) delete old.dataset.active;
    if (!option) return this.field.removeAttribute("aria-activedescendant");
    option.dataset.active = "";
    this.was = { id: option.id, at: this.options.indexOf(option) };
    if (scroll) option.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", option.id);
  }

  key(event) {
    if (!this.panel.matches(":popover-open") || event.isComposing || event.target.closest("a")) return;
    const options = this.options, last = options.length - 1, at = options.findIndex(option => "active" in option.dataset);
    const act = event.shiftKey && { Enter: "favourite", Delete: "hide" }[event.key];
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: Math.min(at + 8, last), PageUp: Math.max(at - 8, 0), Home: 0, End: last }[event.key];
    if (act) { event.preventDefault(); options[at]?.querySelector(`[data-act=${act}]`)?.click(); }
    else if (to !== undefined && !event.shiftKey && options.length) { event.preventDefault(); this.activate(options.at(to % options.length)); }
    else if (event.key === "Enter") { event.preventDefault(); options[at]?.click(); }
  }
});

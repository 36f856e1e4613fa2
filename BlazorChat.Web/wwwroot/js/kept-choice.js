import { LiveElement } from "./live-element.js";

/** Choices that this browser keeps: radio buttons with `data-keep` (the name) and a value. What is chosen holds at once, in every tab. */
export const keep = (name, value) => {
  try { localStorage.setItem(name, value); } catch { /* Private mode: it holds for this page. */ }
  document.dispatchEvent(new CustomEvent("choice-kept", { detail: { name, value } }));
};

customElements.define("kept-choice", class extends LiveElement {
  begin() {
    this.mark();
    this.on(this, "change", event => keep(this.dataset.keep, event.target.value));
    this.on(document, "choice-applied", () => this.mark());
  }

  mark() {
    const chosen = document.documentElement.dataset[`${this.dataset.keep}Choice`];
    for (const input of this.querySelectorAll("input[type=radio]")) input.checked = input.value === chosen;
  }
});

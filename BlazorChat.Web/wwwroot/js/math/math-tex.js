import { LiveElement } from "../live-element.js";

let formulas = null;

/** A formula. Until it is set, and where it cannot be, it is its source. What sets it is fetched with the first formula. */
customElements.define("math-tex", class extends LiveElement {
  #source = null;

  get #isBlock() { return this.dataset.display === "block"; }

  async begin() {
    if (this.#source !== null) return;
    const source = this.#source = this.textContent;
    // In the same task where it can be: a paragraph that is rendered anew with every word must not flicker.
    let formula = formulas?.knownFormula(source, this.#isBlock);
    if (formula === undefined) {
      try {
        formulas ??= await import("./formulas.js");
        formula = await formulas.formulaOf(source, this.#isBlock);
      } catch {
        formula = null;
      }
    }
    if (!this.isConnected) this.#source = null;
    else if (formula) this.#show(formula);
    else this.#giveUp();
  }

  /** The set formula is seen and cannot be selected; what is copied is its source, once, which is there and not seen. */
  #show(formula) {
    const copied = document.createElement("span");
    copied.className = "source";
    copied.ariaHidden = "true";
    copied.textContent = this.#isBlock ? `$$${this.#source}$$` : `\\(${this.#source}\\)`;
    this.replaceChildren(copied, formula);
    this.dataset.state = "set";
    if (this.#isBlock) requestAnimationFrame(() => { if (this.scrollWidth > this.clientWidth) this.tabIndex = 0; });
  }

  #giveUp() {
    this.dataset.state = "failed";
    this.title = document.querySelector("meta[name=text-formula-failed]")?.content ?? "";
  }
});

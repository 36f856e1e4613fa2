import { LiveElement } from "../../js/live-element.js";
import "../../js/math/math-tex.js";

/** What colours code; undefined where the browser cannot. */
let CodeColours = null;

let loading = null;
const load = () => loading ??= CSS.highlights
  ? import("../../js/code/code-colours.js").then(module => { CodeColours = module.CodeColours; }, () => { loading = null; })
  : Promise.resolve(CodeColours = undefined);

/** Colours the code in a message, in its blocks and inside its lists and quotes alike. What does it is fetched with the first such code. */
customElements.define("markdown-text", class extends LiveElement {
  #coloured = new Map();
  #changes = new MutationObserver(() => this.#look());

  begin() {
    this.#changes.observe(this, { childList: true, subtree: true }); // A list that grows gets its items one by one.
    this.#look();
  }

  end() {
    this.#changes.disconnect();
    for (const colours of this.#coloured.values()) colours.end();
    this.#coloured.clear();
  }

  #look() {
    for (const [code, colours] of this.#coloured) {
      if (this.contains(code)) continue;
      colours.end();
      this.#coloured.delete(code);
    }
    if (CodeColours === undefined) return;
    for (const code of this.querySelectorAll("code[data-language]")) {
      if (CodeColours === null) return load().then(() => { if (this.isLive && CodeColours) this.#look(); });
      if (!this.#coloured.has(code)) this.#coloured.set(code, new CodeColours(code));
    }
  }
});

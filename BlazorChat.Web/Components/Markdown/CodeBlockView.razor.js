import { copyText } from "../../js/clipboard.js";
import { LiveElement } from "../../js/live-element.js";

customElements.define("code-block", class extends LiveElement {
  static observedAttributes = ["data-diagram"];
  #diagram = null;

  begin() {
    this.on(this, "click", event => {
      const actions = { copy: () => this.#copy(), toggle: () => this.#toggle(), drawing: () => this.#enlarge(), close: () => this.querySelector("[data-view]").hidePopover() };
      for (const [name, act] of Object.entries(actions)) if (event.target.closest(`[data-${name}]`)) act();
    });
    this.#draw();
  }

  end() {
    this.#diagram?.end();
    this.#diagram = null;
  }

  /** Its fence has closed. */
  attributeChangedCallback() { if (this.isLive) this.#draw(); }

  async #copy() {
    await copyText(this.querySelector("pre").textContent);
    this.dataset.copied = "";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => delete this.dataset.copied, 1600);
  }

  #toggle() {
    if (this.dataset.shows === "code") delete this.dataset.shows;
    else this.dataset.shows = "code";
  }

  /** What draws is fetched with the first diagram. */
  async #draw() {
    if (this.dataset.diagram === undefined || this.#diagram) return;
    const { Diagram } = await import("../../js/diagrams/diagram.js");
    if (this.isLive) this.#diagram ??= new Diagram(this);
  }

  #enlarge() {
    this.querySelector("[data-large]").replaceChildren(this.#diagram.copy());
    this.querySelector("[data-view]").showPopover();
  }
});

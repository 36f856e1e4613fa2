import { BoundedCache } from "../bounded-cache.js";
import { watchNear } from "../near.js";
import { currentLook } from "./diagram-look.js";
import { DrawingFrame } from "./drawing-frame.js";

const frame = new DrawingFrame();
const drawn = new BoundedCache(30, 6_000_000);

/** A block's diagram, drawn when it comes near and again when the theme changes. It is an image: what is in it can neither run nor load. */
export class Diagram {
  #block;
  #source;
  #theme = null;
  #isNear = false;
  #leave;
  #address = null;
  #themes = new MutationObserver(() => this.#draw());

  constructor(block) {
    this.#block = block;
    this.#source = block.querySelector("pre").textContent;
    this.#leave = watchNear(block, isNear => {
      this.#isNear = isNear;
      this.#draw();
    });
    this.#themes.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  }

  end() {
    this.#leave();
    this.#themes.disconnect();
    if (this.#address) URL.revokeObjectURL(this.#address);
  }

  /** The same picture, to be shown large. */
  copy() { return this.#block.querySelector("[data-drawing] img").cloneNode(); }

  async #draw() {
    const theme = document.documentElement.dataset.theme;
    if (!this.#isNear || this.#theme === theme) return;
    this.#theme = theme;
    const key = `${theme}\n${this.#source}`;
    let picture = drawn.get(key);
    if (picture === undefined) drawn.set(key, picture = await frame.draw(this.#source, currentLook()), key.length + (picture?.length ?? 0));
    if (this.#block.isConnected && this.#theme === theme) this.#show(picture);
  }

  async #show(picture) {
    const address = picture && URL.createObjectURL(new Blob([picture], { type: "image/svg+xml" }));
    const place = this.#block.querySelector("[data-drawing]"), image = new Image();
    try {
      if (!address) throw new Error("There is no picture.");
      image.src = address;
      image.alt = place.dataset.name;
      await image.decode();
      if (!this.#block.isConnected) throw new Error("Its block is gone.");
      place.replaceChildren(image);
      if (this.#address) URL.revokeObjectURL(this.#address);
      this.#address = address;
      this.#block.dataset.state = "drawn";
    } catch {
      if (address) URL.revokeObjectURL(address);
      this.#block.dataset.state = "failed";
    }
  }
}

const loadingTime = 20_000, budget = 1_500, idleTime = 60_000;

/**
 * The one hidden frame in which all diagrams of a page are drawn, one after the other: a sandbox without an origin, because mermaid needs a
 * page to draw in and reads what models write. A diagram on which it hangs costs the budget, and then the frame.
 */
export class DrawingFrame {
  #frame = null;
  #isLoaded = false;
  #waiting = [];
  #current = null;
  #timer = 0;
  #lastId = 0;

  constructor() { addEventListener("message", event => this.#hear(event)); }

  /** The picture, as SVG; null for a source that cannot be drawn. */
  draw(source, look) {
    return new Promise(resolve => {
      this.#waiting.push({ id: ++this.#lastId, source, look, resolve });
      this.#next();
    });
  }

  #next() {
    if (this.#current) return;
    if (this.#waiting.length === 0) return this.#wait(idleTime, () => this.#close());
    if (!this.#frame) return this.#open();
    if (!this.#isLoaded) return;
    const { id, source, look } = this.#current = this.#waiting.shift();
    this.#wait(budget, () => this.#fail());
    this.#frame.contentWindow.postMessage({ id, source, look }, "*"); // Its origin has no name.
  }

  #open() {
    const frame = this.#frame = document.createElement("iframe");
    frame.className = "drawing-frame";
    frame.sandbox = "allow-scripts";
    frame.ariaHidden = "true";
    frame.tabIndex = -1;
    frame.inert = true;
    frame.src = "/app/diagram";
    document.documentElement.append(frame);
    this.#wait(loadingTime, () => this.#fail());
  }

  #hear({ source, origin, data }) {
    if (!this.#frame || source !== this.#frame.contentWindow || origin !== "null") return;
    if (data.isLoaded) this.#isLoaded = true;
    else if (this.#current && data.id === this.#current.id) this.#answer(typeof data.picture === "string" ? data.picture : null);
    this.#next();
  }

  #answer(picture) {
    this.#current.resolve(picture);
    this.#current = null;
  }

  /** Where not even the library came, none of those that wait will get a picture. */
  #fail() {
    if (this.#current) this.#answer(null);
    else for (const { resolve } of this.#waiting.splice(0)) resolve(null);
    this.#close();
    this.#next();
  }

  #close() {
    clearTimeout(this.#timer);
    this.#frame?.remove();
    this.#frame = null;
    this.#isLoaded = false;
  }

  #wait(time, over) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(over, time);
  }
}

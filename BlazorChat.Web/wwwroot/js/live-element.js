/**
 * A custom element that begins when its children are there: Blazor puts an element into the page first and fills it afterwards, in the same
 * task. What is heard with `on` is let go when the element leaves.
 */
export class LiveElement extends HTMLElement {
  #leaving = null;

  connectedCallback() {
    queueMicrotask(() => {
      if (!this.isConnected || this.#leaving) return;
      this.#leaving = new AbortController();
      this.begin();
    });
  }

  disconnectedCallback() {
    if (!this.#leaving) return;
    this.end();
    this.#leaving.abort();
    this.#leaving = null;
  }

  get isLive() { return this.#leaving !== null; }

  on(target, type, handler, options = {}) { target.addEventListener(type, handler, { ...options, signal: this.#leaving.signal }); }

  begin() {}
  end() {}
}

/**
 * A library in a worker of its own, because it reads what models write: a text on which it hangs costs the budget of one request and then the
 * worker, and never the page. Requests are answered one after the other.
 */
export class LibraryWorker {
  static #loadingTime = 20_000;
  #url;
  #budget;
  #worker = null;
  #isLoaded = false;
  #waiting = [];
  #current = null;
  #timer = 0;

  constructor(url, budget = 1_000) { [this.#url, this.#budget] = [url, budget]; }

  /** The worker's answer. Rejects where the time ran out, or where the worker failed; `isHopeless` if it did so at this very request. */
  ask(request) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
      this.#next();
    });
  }

  #next() {
    if (this.#current || this.#waiting.length === 0) return;
    if (!this.#worker) this.#start();
    if (!this.#isLoaded) return;
    this.#current = this.#waiting.shift();
    this.#timer = setTimeout(() => this.#fail("The time for it ran out."), this.#budget);
    this.#worker.postMessage(this.#current.request);
  }

  #start() {
    this.#worker = new Worker(this.#url);
    this.#worker.onmessage = event => this.#hear(event.data);
    this.#worker.onerror = event => {
      event.preventDefault();
      this.#fail("The worker failed.");
    };
    this.#timer = setTimeout(() => this.#fail("The library did not come."), LibraryWorker.#loadingTime);
  }

  /** The first message says that the library is there. */
  #hear(message) {
    clearTimeout(this.#timer);
    if (this.#isLoaded) {
      this.#current.resolve(message);
      this.#current = null;
    }
    this.#isLoaded = true;
    this.#next();
  }

  #fail(reason) {
    clearTimeout(this.#timer);
    this.#worker.terminate();
    this.#worker = null;
    // Where not even the library came, none of those that wait will get an answer.
    const isHopeless = this.#isLoaded && this.#current !== null, failed = isHopeless ? [this.#current] : this.#waiting.splice(0);
    this.#isLoaded = false;
    this.#current = null;
    for (const { reject } of failed) reject(Object.assign(new Error(reason), { isHopeless }));
    this.#next();
  }
}

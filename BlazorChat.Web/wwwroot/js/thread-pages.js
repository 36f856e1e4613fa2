import { isConnected } from "./connection.js";

/** How near to an end of the window its reader may come before the next page is asked for. */
const near = () => Math.max(800, innerHeight);

/** Asks for the pages before and behind the window as its reader comes near: only in the direction of the last move, because what is let go at the other end is not to come back at once. */
export class Pages {
  #up = false;
  #down = false;
  #askedAt = -Infinity;
  #later = 0;
  constructor(scroll, column) { Object.assign(this, { scroll, column }); }

  rest() {
    this.#up = this.#down = false;
    clearTimeout(this.#later);
  }

  moved(distance) { if (Math.abs(distance) > 1) [this.#up, this.#down] = [distance < 0, distance > 0]; }

  get isUp() { return this.#up; }

  look() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroll, isShort = scrollHeight <= clientHeight;
    if ((this.#up || isShort) && scrollTop < near()) this.#ask("earlier");
    else if ((this.#down || isShort) && scrollHeight - clientHeight - scrollTop < near()) this.#ask("later");
  }

  #ask(which) {
    const button = this.column.querySelector(`:scope > [data-edge] [data-load=${which}]`);
    if (!button || "failed" in button.dataset) return;
    if (button.ariaBusy || performance.now() - this.#askedAt < 250 || !isConnected()) {
      // Its reader may wait at the end by then, and nothing else would ask again.
      clearTimeout(this.#later);
      this.#later = setTimeout(() => this.look(), 300);
      return;
    }
    this.#askedAt = performance.now();
    button.click();
  }
}

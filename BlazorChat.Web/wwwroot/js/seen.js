import { post } from "./requests.js";

/** Tells the server that a session's answers were seen: only when there is something unread and the page is to be seen, and once. */
export class Seen {
  #isTelling = false;
  constructor(element) { this.element = element; }

  async look() {
    const { session, unread } = this.element.dataset;
    if (unread === undefined || this.#isTelling || document.visibilityState !== "visible") return;
    this.#isTelling = true;
    await post(`app/sessions/${session}/seen`);
    this.#isTelling = false;
  }
}

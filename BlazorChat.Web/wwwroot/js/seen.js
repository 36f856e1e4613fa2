import { post } from "./requests.js";

/** Tells the server that a session's answers were seen: only when there is something unread and the page is to be seen, and once. */
export class Seen {
  #told = null;

  constructor(element) {
    this.element = element;
    element.on(document, "visibilitychange", () => this.look());
  }

  async look() {
    const { session, unread } = this.element.dataset;
    if (unread === undefined || this.#told === session || document.visibilityState !== "visible") return;
    this.#told = session;
    await post(`app/sessions/${session}/seen`);
    if (this.#told === session) this.#told = null;
  }
}

import { LiveElement } from "../../js/live-element.js";

/** Where each session's reader stood. Outlives the element, which is made anew when the circuit takes over and on the way back. */
const places = new Map();
const storageKey = session => `place:${session}`;
const wasReloaded = performance.getEntriesByType("navigation")[0]?.type === "reload";

/** Follows the newest words only while its reader is at the bottom, and lets go at the first move up. */
customElements.define("chat-thread", class extends LiveElement {
  static observedAttributes = ["data-session"];

  begin() {
    this.scroller = this.querySelector("[data-scroll]");
    this.column = this.querySelector("[data-column]");
    this.newest = this.querySelector("[data-newest]");
    this.on(this.scroller, "scroll", () => this.scrolled(), { passive: true });
    this.on(this.scroller, "wheel", event => { if (event.deltaY < 0) this.letGo(); }, { passive: true });
    this.on(this.newest, "click", () => { this.follow = true; this.stay(); this.scrolled(); });
    this.on(document, "message-sent", () => { this.follow = true; this.stay(); });
    this.on(window, "pagehide", () => this.remember());
    this.changes = new MutationObserver(() => this.keepAnchor());
    this.changes.observe(this.column, { childList: true });
    this.sizes = new ResizeObserver(() => this.stay());
    this.sizes.observe(this.column);
    this.sizes.observe(this.scroller);
    this.restore();
  }

  end() {
    this.remember();
    this.changes.disconnect();
    this.sizes.disconnect();
  }

  attributeChangedCallback(_, before) { if (before !== null && this.isLive) this.restore(); }

  get gap() { return this.scroller.scrollHeight - this.scroller.clientHeight - this.scroller.scrollTop; }

  restore() {
    const session = this.session = this.dataset.session;
    let place = places.get(session);
    if (!place && wasReloaded) place = JSON.parse(sessionStorage.getItem(storageKey(session)));
    this.follow = place?.follow ?? true;
    if (!this.follow) this.scroller.scrollTop = place.top;
    this.stay();
    this.scrolled();
  }

  remember() {
    const place = { follow: this.follow, top: this.top };
    places.set(this.session, place);
    try { sessionStorage.setItem(storageKey(this.session), JSON.stringify(place)); } catch { /* Then a reload begins at the end. */ }
  }

  /** After a change in size: stay at the end, or where the reader is. */
  stay() {
    if (this.follow) this.scroller.scrollTop = this.scroller.scrollHeight;
    this.newest.hidden = this.follow || this.gap < 80;
    this.note();
  }

  letGo() { if (this.gap > 0 || this.scroller.scrollTop > 0) this.follow = false; }

  scrolled() {
    if (this.scroller.scrollTop < this.top - 1 && this.height === this.scroller.scrollHeight) this.letGo();
    if (this.gap < 8 && this.scroller.scrollTop >= this.top) this.follow = true;
    this.newest.hidden = this.follow || this.gap < 80;
    this.note();
  }

  /** Remembers what is to be compared with next time. */
  note() {
    this.top = this.scroller.scrollTop;
    this.height = this.scroller.scrollHeight;
    this.first = this.column.querySelector("article");
    this.firstTop = this.first?.offsetTop;
  }

  /** Earlier messages came in front: what was read stays under the eyes. */
  keepAnchor() {
    if (this.first?.isConnected && this.column.querySelector("article") !== this.first) this.scroller.scrollTop += this.first.offsetTop - this.firstTop;
    this.note();
  }
});

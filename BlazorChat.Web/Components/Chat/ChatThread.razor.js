import { isConnected } from "../../js/connection.js";
import { LiveElement } from "../../js/live-element.js";
import { navigate } from "../../js/navigate.js";
import { Seen } from "../../js/seen.js";
import { wayOf } from "../../js/thread-keys.js";
import { Pages } from "../../js/thread-pages.js";
import { Place, placeOf, keepPlace } from "../../js/thread-place.js";

/** Follows the newest words only while its reader is at the bottom, lets go at the first move up, and keeps what is read in its place whatever comes around it. */
customElements.define("chat-thread", class extends LiveElement {
  static observedAttributes = ["data-session", "data-leaf", "data-busy", "data-unread", "data-missed"];

  begin() {
    for (const name of ["scroll", "column", "newest", "wanted"]) this[name] = this.querySelector(`[data-${name}]`);
    this.place = new Place(this.scroll, this.column);
    this.pages = new Pages(this.scroll, this.column);
    this.seen = new Seen(this);
    this.on(this.scroll, "scroll", () => this.scrolled(), { passive: true });
    this.on(this.scroll, "wheel", event => { if (event.deltaY < 0) this.letGo(); }, { passive: true });
    this.on(document, "keydown", event => this.key(event));
    this.on(this.newest, "click", () => this.toNewest());
    this.on(this.column, "click", event => { if (this.place.expects(event)) this.follow = false; }, { capture: true });
    this.on(document, "message-sent", event => this.sent(event));
    this.on(window, "pagehide", () => this.remember());
    this.changes = new MutationObserver(() => this.settle());
    this.changes.observe(this.column, { childList: true });
    this.sizes = new ResizeObserver(() => this.settle());
    this.sizes.observe(this.column);
    this.sizes.observe(this.scroll);
    this.restore();
    this.seen.look();
  }

  end() {
    this.remember();
    clearTimeout(this.patience);
    this.pages.rest();
    for (const observer of [this.changes, this.sizes]) observer.disconnect();
  }

  attributeChangedCallback(name, before, now) {
    if (!this.isLive || before === now) return;
    if (name === "data-missed") this.giveUp();
    else if (name === "data-session") {
      // The messages come after the attributes, in the same task.
      this.remember();
      queueMicrotask(() => { if (this.isLive) this.restore(); });
    } else if (name !== "data-unread" && !this.follow) this.fresh = true;
    this.seen.look();
    this.show();
  }

  get gap() { return this.scroll.scrollHeight - this.scroll.clientHeight - this.scroll.scrollTop; }
  get isCut() { return "cut" in this.dataset; }

  restore() {
    this.session = this.dataset.session;
    this.found();
    const place = placeOf(this.session);
    this.follow = !place?.id;
    this.fresh = false;
    this.pages.rest();
    this.top = 0;
    if (place?.id && !this.place.restore(place)) this.askFor(place);
    this.settle();
  }

  /** The window has another part of the session: it is asked for, and the wrong one is not shown meanwhile. */
  askFor(place) {
    [this.sought, this.dataset.restoring] = [place, ""];
    this.patience = setTimeout(() => this.giveUp(), 4000);
    if (!isConnected()) return;
    this.wanted.value = place.id;
    this.wanted.dispatchEvent(new Event("change", { bubbles: true }));
  }

  found() {
    clearTimeout(this.patience);
    this.sought = null;
    delete this.dataset.restoring;
  }

  giveUp() {
    if (!this.sought) return;
    this.found();
    this.toNewest();
  }

  remember() { keepPlace(this.session, this.sought ?? (this.follow ? {} : this.place.get() ?? {})); }

  /** After any change: stay at the end, or leave what is read where it is. */
  settle() {
    if (this.sought) {
      if (!this.place.restore(this.sought)) return;
      this.found();
    } else if (this.follow && !this.isCut) this.scroll.scrollTop = this.scroll.scrollHeight;
    else if (this.place.keep() === "sibling") this.follow = this.gap < 8 && !this.isCut;
    this.note();
    this.show();
    this.pages.look();
  }

  letGo() { if (this.gap > 0 || this.scroll.scrollTop > 0) this.follow = false; }

  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroll;
    // What grows never moves anybody up, and what shrinks does so by itself.
    if (scrollTop < this.top - 1 && scrollHeight - clientHeight >= this.most) this.letGo();
    this.pages.moved(scrollTop - this.top);
    if (this.gap < 8 && !this.pages.isUp && !this.isCut) this.follow = true;
    this.note();
    this.show();
    this.pages.look();
  }

  /** Remembers what is to be compared with next time. */
  note() {
    this.top = this.scroll.scrollTop;
    this.most = this.scroll.scrollHeight - this.scroll.clientHeight;
    if (!this.follow) this.place.note();
  }

  show() {
    if (this.follow) this.fresh = false;
    this.newest.hidden = !this.isCut && (this.follow || this.gap < 80);
    this.newest.toggleAttribute("data-fresh", this.fresh || (!this.follow && "busy" in this.dataset));
  }

  toNewest() {
    this.follow = true;
    this.pages.rest();
    this.settle();
  }

  sent(event) {
    // Another version of a message leads to the branch that goes on from it.
    if (!event.target.closest?.("chat-composer") && new URL(location).searchParams.has("branch")) navigate(`s/${this.session}`);
    if (this.isCut && isConnected()) this.newest.click();
    else this.toNewest();
  }

  key(event) {
    const way = wayOf(event, this.scroll);
    if (way) event.preventDefault();
    if (way && event.key === "End" && this.isCut) this.newest.click();
    else this.scroll.scrollBy(0, way);
  }
});

/** Where each session's reader stood. Outlives the element, which is made anew when the circuit takes over and on the way back. */
const places = new Map();
const storageKey = session => `place:${session}`;
const wasReloaded = performance.getEntriesByType("navigation")[0]?.type === "reload";

/** `{id, top}` of the message that was read; without an id it was the end; null where nobody was before. */
export function placeOf(session) {
  if (places.has(session)) return places.get(session);
  try { return wasReloaded ? JSON.parse(sessionStorage.getItem(storageKey(session))) : null; } catch { return null; }
}

export function keepPlace(session, place) {
  places.set(session, place);
  try { sessionStorage.setItem(storageKey(session), JSON.stringify(place)); } catch { /* Then a reload begins at the end. */ }
}

/** What is at the top of the view, and how to keep it there while messages come and go around it. */
export class Place {
  constructor(scroll, column) { Object.assign(this, { scroll, column, seen: [], sibling: null }); }

  get edge() { return this.scroll.getBoundingClientRect().top; }
  get articles() { return [...this.column.querySelectorAll(":scope > article")]; }

  /** The messages in view, and down to the paragraph at its top: a long answer may change above it. */
  note() {
    const { edge } = this, bottom = edge + this.scroll.clientHeight;
    const place = element => ({ element, top: element.getBoundingClientRect().top - edge });
    const messages = this.articles.filter(article => { const at = article.getBoundingClientRect(); return at.bottom > edge && at.top < bottom; });
    const deepest = [];
    for (let at = messages[0], depth = 0; at && depth < 6 && at.getBoundingClientRect().top < edge; depth++) {
      at = [...at.children].find(child => { const box = child.getBoundingClientRect(); return box.bottom > edge + 1 && box.height > 0; });
      if (at) deepest.unshift(place(at));
    }
    this.seen = [...deepest, ...messages.map(place)];
  }

  /** Puts the first of them that is still there back where it was. */
  keep() {
    const kind = this.sibling && this.takeSibling();
    if (kind) return kind;
    const known = this.seen.find(({ element }) => element.isConnected);
    if (known) this.moveBy(known.element.getBoundingClientRect().top - this.edge - known.top);
    return "same";
  }

  get() {
    const first = this.seen.find(({ element }) => element.matches("article[data-message]"));
    return first && { id: first.element.dataset.message, top: first.top };
  }

  restore({ id, top }) {
    const article = this.articles.find(other => other.dataset.message === id);
    if (!article) return false;
    this.moveBy(article.getBoundingClientRect().top - this.edge - top);
    return true;
  }

  /** Whether this click chooses another version of a message: that is to begin where this one does, or to end there if the begin is out of sight. */
  expects(event) {
    const link = event.target.closest("article a[href*='?branch=']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return false; // Those open another page.
    const at = link.closest("article").getBoundingClientRect();
    this.sibling = { id: new URL(link.href).searchParams.get("branch"), top: at.top - this.edge, bottom: at.bottom - this.edge };
    return true;
  }

  takeSibling() {
    const { id, top, bottom } = this.sibling;
    const article = this.articles.find(other => other.dataset.message === id);
    if (!article) return null;
    this.sibling = null;
    const at = article.getBoundingClientRect();
    this.moveBy(top >= 0 ? at.top - this.edge - top : at.bottom - this.edge - bottom);
    return "sibling";
  }

  moveBy(distance) { if (Math.abs(distance) >= 0.5) this.scroll.scrollTop += distance; }
}

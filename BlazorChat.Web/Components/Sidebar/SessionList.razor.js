import { LiveElement } from "../../js/live-element.js";

/** How far ahead of the reader the next sessions are asked for. */
const ahead = "900px";

/** Reads on as its reader scrolls, keeps what is read under the eyes when rows come or go, and has the list's keys. */
customElements.define("session-list", class extends LiveElement {
  begin() {
    this.scroller = this.closest("[data-scroll-list]") ?? this.parentElement;
    this.near = new IntersectionObserver(entries => entries.forEach(entry => { if (entry.isIntersecting) this.press(entry.target); }), { root: this.scroller, rootMargin: `${ahead} 0px` });
    this.changes = new MutationObserver(() => this.changed());
    this.changes.observe(this, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-more", "disabled"] });
    this.on(this.scroller, "scroll", () => this.note(), { passive: true });
    this.on(this, "keydown", event => this.key(event));
    this.on(this, "dblclick", event => this.rename(event));
    this.changed();
    if (this.scroller.scrollTop === 0) this.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }

  end() {
    this.near.disconnect();
    this.changes.disconnect();
  }

  get links() { return [...this.querySelectorAll("a[href]")]; }

  /** Only a circuit hears the click. */
  press(button) { if (!button.disabled && button.dataset.more && this.closest("[data-interactive]")) button.click(); }

  changed() {
    this.keepPlace();
    this.near.disconnect();
    // Observed anew, each tells at once whether it is near: one page may not have been enough.
    for (const button of this.querySelectorAll("[data-more]:not([disabled])")) this.near.observe(button);
  }

  topOf(link) { return link.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top + this.scroller.scrollTop; }

  /** Where each visible row stands. At the very top nothing is held: what is new shall be seen there. */
  note() {
    const top = this.scroller.scrollTop, bottom = top + this.scroller.clientHeight;
    this.rows = top === 0 && !this.querySelector("[data-more=newer]") ? [] : this.links.map(link => [link, this.topOf(link)]).filter(([, at]) => at > top - 40 && at < bottom);
  }

  /** Most of what is visible moved by so much; one that moved otherwise went to another place in the list. */
  keepPlace() {
    const moves = (this.rows ?? []).filter(([link]) => link.isConnected).map(([link, at]) => this.topOf(link) - at).sort((a, b) => a - b);
    const move = moves[moves.length >> 1] ?? 0;
    if (move !== 0) this.scroller.scrollTop += move;
    this.note();
  }

  key(event) {
    const links = this.links, at = links.indexOf(event.target.closest?.("a[href]"));
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "F2") return this.rename(event);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    links[Math.min(Math.max(to, 0), links.length - 1)].focus();
  }

  rename(event) {
    const button = event.target.closest?.("a[href]")?.parentElement.querySelector("[data-rename]");
    if (!button) return;
    event.preventDefault();
    button.click();
  }
});

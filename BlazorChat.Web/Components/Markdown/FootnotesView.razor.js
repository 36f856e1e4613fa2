import { LiveElement } from "../../js/live-element.js";

/** The reference that led to a note last, so that the way back leads there: a note may have several. */
const cameFrom = new WeakMap();

/** Leads from a reference to its footnote and back. There are no ids: both are looked for in their own message. */
class NoteLink extends LiveElement {
  begin() {
    this.on(this, "click", () => this.go());
    this.on(this, "keydown", event => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.go();
    });
  }

  go() {
    const target = this.target(this.closest(".md"));
    if (!target) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  }
}

customElements.define("fn-ref", class extends NoteLink {
  target(message) {
    const note = message?.querySelector(`[data-note-text="${CSS.escape(this.dataset.note)}"]`);
    if (note) cameFrom.set(note, this);
    return note;
  }
});

customElements.define("fn-back", class extends NoteLink {
  target(message) {
    const last = cameFrom.get(this.closest("[data-note-text]"));
    return last?.isConnected ? last : message?.querySelector(`fn-ref[data-note="${CSS.escape(this.dataset.note)}"]`);
  }
});

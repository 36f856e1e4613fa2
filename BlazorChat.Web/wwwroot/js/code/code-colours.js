import { watchNear } from "../near.js";
import { knownPieces, maxLength, piecesOf } from "./code-pieces.js";
import { ColourRanges } from "./colour-ranges.js";

/** How often code that grows is read anew. */
const growthPause = 400;

/** From here on only what is seen, and a screen around it, is coloured: the browser looks through all ranges at every change of the page. */
const tall = 8_000;

const due = new Set(), near = new Set();
const paintSoon = colours => { if (due.add(colours).size === 1) requestAnimationFrame(() => { for (const one of due) one.paint(); due.clear(); }); };
document.addEventListener("scroll", () => { for (const colours of near) if (colours.isTall) paintSoon(colours); }, { capture: true, passive: true });

/** Colours one code element while it is near the part that is seen, also while it grows. */
export class CodeColours {
  #code;
  #ranges = new ColourRanges();
  #changes = new MutationObserver(() => this.#look());
  #leave;
  #nodes = [];
  #text = "";
  #pieces = null;
  #asked = null;
  #askedAt = -growthPause;
  #isAsking = false;
  #timer = 0;
  #window = null;
  #lines = null;
  #isHopeless = false;

  constructor(code) {
    this.#code = code;
    this.#leave = watchNear(code, isNear => (isNear ? this.#begin() : this.#rest()));
  }

  get isTall() { return this.#text.length > tall; }

  end() {
    this.#leave();
    this.#rest();
  }

  paint() {
    if (!near.has(this) || !this.#pieces) return;
    const seen = this.isTall ? this.#seen() : { inner: { from: 0, to: 0 }, from: 0, to: Infinity };
    if (this.#window && seen.inner.from >= this.#window.from && seen.inner.to <= this.#window.to) return;
    this.#window = seen;
    this.#ranges.show(this.#nodes, this.#pieces, seen.from, seen.to);
  }

  #begin() {
    near.add(this);
    this.#changes.observe(this.#code, { childList: true, characterData: true, subtree: true });
    this.#look();
  }

  #rest() {
    near.delete(this);
    this.#changes.disconnect();
    clearTimeout(this.#timer);
    this.#ranges.clear();
    this.#window = null;
  }

  /** What is known is shown at once, so that a block that is rendered anew does not flicker; the rest is asked for. */
  #look() {
    this.#nodes = textNodesOf(this.#code);
    const text = this.#nodes.map(node => node.data).join("");
    if (!text.startsWith(this.#text)) this.#forget();
    this.#text = text;
    this.#lines = null;
    const known = this.#asked === text || text.length > maxLength ? null : knownPieces(this.#language, text);
    if (known && (known.isWhole || !this.#pieces)) this.#pieces = known.pieces;
    if (known?.isWhole) this.#asked = text;
    this.#window = null;
    paintSoon(this);
    this.#askSoon();
  }

  #forget() {
    this.#ranges.clear();
    this.#pieces = this.#asked = null;
    this.#isHopeless = false;
  }

  #askSoon() {
    clearTimeout(this.#timer);
    if (!this.#isAsking && !this.#isHopeless && this.#asked !== this.#text && this.#text.length <= maxLength) {
      this.#timer = setTimeout(() => this.#ask(), Math.max(0, this.#askedAt + growthPause - performance.now()));
    }
  }

  async #ask() {
    const text = this.#asked = this.#text;
    this.#isAsking = true;
    this.#askedAt = performance.now();
    const pieces = await piecesOf(this.#language, text);
    this.#isAsking = false;
    if (!this.#text.startsWith(text)) return this.#askSoon();
    this.#isHopeless = !pieces;
    this.#pieces = pieces ?? this.#pieces;
    this.#window = null;
    paintSoon(this);
    if (near.has(this)) this.#askSoon();
  }

  /** Lines have one height each, because code does not wrap: so places on the page are places in the text. */
  #seen() {
    const box = this.#code.getBoundingClientRect(), starts = this.#lines ??= lineStartsOf(this.#text);
    const place = y => starts[Math.floor((Math.max(0, y - box.top) / box.height) * starts.length)] ?? Infinity;
    return { inner: { from: place(0), to: place(innerHeight) }, from: place(-innerHeight), to: place(2 * innerHeight) };
  }

  get #language() { return this.#code.dataset.language.toLowerCase(); }
}

function textNodesOf(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}

function lineStartsOf(text) {
  const starts = [0];
  for (let end = text.indexOf("\n"); end >= 0 && end < text.length - 1; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
  return starts;
}

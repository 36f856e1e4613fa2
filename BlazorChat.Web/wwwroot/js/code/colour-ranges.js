const kinds = ["keyword", "title", "type", "string", "number", "comment", "property", "meta", "added", "removed"];

/** Whether the browser can colour text without an element for every word. */
export const canColour = globalThis.Highlight !== undefined && CSS.highlights !== undefined;

const highlights = canColour ? kinds.map(kind => {
  const highlight = new Highlight();
  CSS.highlights.set(`code-${kind}`, highlight);
  return highlight;
}) : [];

/** The coloured ranges over one element's text nodes, which stay as they are. */
export class ColourRanges {
  #shown = new Map();

  /** Shows the pieces that lie between two places of the text, and no others. What is shown already stays. */
  show(nodes, pieces, from, to) {
    const gone = new Set(this.#shown.keys());
    let node = 0, start = 0;
    for (let i = firstEndingAfter(pieces, from); i < pieces.length && pieces[i] < to; i += 3) {
      while (node < nodes.length && start + nodes[node].length <= pieces[i]) start += nodes[node++].length;
      if (node === nodes.length) break;
      gone.delete(pieces[i]);
      this.#put(pieces[i], pieces[i + 1], pieces[i + 2], nodes, node, start);
    }
    for (const begin of gone) this.#take(begin);
  }

  clear() {
    for (const begin of [...this.#shown.keys()]) this.#take(begin);
  }

  #put(begin, end, kind, nodes, node, start) {
    const startContainer = nodes[node], startOffset = begin - start;
    while (node < nodes.length - 1 && start + nodes[node].length < end) start += nodes[node++].length;
    const endContainer = nodes[node], endOffset = Math.min(end - start, endContainer.length);
    const before = this.#shown.get(begin);
    if (before?.kind === kind && before.range.startContainer === startContainer && before.range.startOffset === startOffset
      && before.range.endContainer === endContainer && before.range.endOffset === endOffset) return;
    if (before) this.#take(begin);
    const range = new StaticRange({ startContainer, startOffset, endContainer, endOffset });
    highlights[kind].add(range);
    this.#shown.set(begin, { kind, range });
  }

  #take(begin) {
    const { kind, range } = this.#shown.get(begin);
    highlights[kind].delete(range);
    this.#shown.delete(begin);
  }
}

/** Where to begin in pieces that are in order. */
function firstEndingAfter(pieces, place) {
  let low = 0, high = pieces.length / 3;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle * 3 + 1] > place) high = middle;
    else low = middle + 1;
  }
  return low * 3;
}

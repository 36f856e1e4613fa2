import { BoundedCache } from "../bounded-cache.js";
import { LibraryWorker } from "../library-worker.js";

/** Longer code stays plain. */
export const maxLength = 60_000;

const worker = new LibraryWorker(new URL("highlight-worker.js", import.meta.url));
const known = new BoundedCache(80, 400_000);
const newest = new Map();

/** What is known of this code without asking: all of it, or the pieces of its beginning if that was asked for last. */
export function knownPieces(language, code) {
  const whole = known.get(`${language}\n${code}`);
  if (whole) return { pieces: whole, isWhole: true };
  const begun = newest.get(language);
  return begun && code.startsWith(begun.code) ? { pieces: begun.pieces, isWhole: false } : null;
}

/** Triples of begin, end and kind, none for a language that is not known; null for code on which the library hangs. */
export async function piecesOf(language, code) {
  let pieces;
  try {
    pieces = await worker.ask({ language, code });
  } catch {
    return null;
  }
  known.set(`${language}\n${code}`, pieces, code.length + pieces.length * 2);
  newest.delete(language);
  newest.set(language, { code, pieces });
  if (newest.size > 8) newest.delete(newest.keys().next().value);
  return pieces;
}

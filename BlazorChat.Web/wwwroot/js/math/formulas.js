import { BoundedCache } from "../bounded-cache.js";
import { LibraryWorker } from "../library-worker.js";

const maxLength = 4_000;
const worker = new LibraryWorker(new URL("math-worker.js", import.meta.url));
const known = new BoundedCache(600, 4_000_000);
const asked = new Map();
const keyOf = (source, isBlock) => `${isBlock ? "block" : "inline"} ${source}`;

/** What the library writes, and nothing else: it comes from a worker that has read untrusted text. */
const elements = new Set(("span svg path line math semantics annotation mrow mi mn mo ms mtext mspace msup msub msubsup mover munder munderover mfrac "
  + "msqrt mroot mstyle mpadded mphantom menclose mtable mtr mtd mlabeledtr mglyph").split(" "));
const isHarmless = markup => [...markup.querySelectorAll("*")].every(element => elements.has(element.localName)
  && [...element.attributes].every(({ name, value }) => !/^on|href$|^src/i.test(name) && !/url\(/i.test(value)));

let styles = null;

/** The library's sheet and fonts, from this host. A navigation may have taken the link away. */
function loadStyles() {
  if (styles?.link.isConnected) return styles.loaded;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("../../lib/katex/katex.min.css", import.meta.url);
  styles = { link, loaded: new Promise((resolve, reject) => { link.onload = resolve; link.onerror = () => { link.remove(); reject(new Error("The sheet did not come.")); }; }) };
  document.head.append(link);
  return styles.loaded;
}

/** The formula as nodes, null if it cannot be set, undefined if that is not known yet. */
export function knownFormula(source, isBlock) {
  return source.length > maxLength ? null : copyOf(known.get(keyOf(source, isBlock)));
}

/** The formula as nodes, or null if it cannot be set. */
export async function formulaOf(source, isBlock) {
  const key = keyOf(source, isBlock);
  if (!asked.has(key)) asked.set(key, make(key, source, isBlock).finally(() => asked.delete(key)));
  return copyOf(await asked.get(key));
}

async function make(key, source, isBlock) {
  let template = null;
  try {
    const [markup] = await Promise.all([worker.ask({ source, isBlock }), loadStyles()]);
    if (markup !== null) {
      template = document.createElement("template");
      template.innerHTML = markup;
      if (!isHarmless(template.content)) template = null;
    }
    known.set(key, template, key.length + (markup?.length ?? 0));
  } catch (error) {
    // What only did not come over the network may come for the next formula.
    if (error?.isHopeless) known.set(key, null);
  }
  return template;
}

const copyOf = template => template && template.content.cloneNode(true);

// A classic worker, because the library is a classic script: code and the name of a language in, coloured pieces out.
importScripts("../../lib/highlight/highlight.min.js");

const kinds = ["keyword", "title", "type", "string", "number", "comment", "property", "meta", "added", "removed"];
const kindOfScope = new Map(Object.entries({
  "keyword": "keyword", "selector-tag": "keyword", "name": "keyword", "section": "title", "title": "title", "title class_": "type",
  "title class_ inherited__": "type", "type": "type", "built_in": "type", "selector-class": "type", "selector-id": "type", "string": "string",
  "regexp": "string", "char escape_": "string", "link": "string", "bullet": "keyword", "symbol": "number", "number": "number", "literal": "number",
  "comment": "comment", "quote": "comment", "doctag": "comment", "attr": "property", "attribute": "property", "property": "property",
  "variable": "property", "template-variable": "property", "variable language_": "keyword", "variable constant_": "number", "selector-attr": "property",
  "selector-pseudo": "property", "meta": "meta", "tag": "meta", "addition": "added", "deletion": "removed",
}).map(([scope, kind]) => [scope, kinds.indexOf(kind)]));

// Languages in files of their own, with their other names.
const files = {
  clojure: "clj cljs edn", cmake: "", dart: "", dockerfile: "docker containerfile", dos: "bat cmd batch", elixir: "ex exs", fsharp: "fs f#", groovy: "gradle",
  haskell: "hs", http: "https", julia: "jl", latex: "tex", matlab: "", nginx: "nginxconf", powershell: "pwsh ps ps1", protobuf: "proto", scala: "", x86asm: "asm nasm",
};
const fileOf = new Map(Object.entries(files).flatMap(([file, names]) => [file, ...names.split(" ")].map(name => [name, file])));
const likeOther = new Map([["razor", "xml"], ["cshtml", "xml"], ["vue", "xml"], ["jsonl", "json"], ["ndjson", "json"], ["env", "bash"]]);

function languageOf(name) {
  const known = likeOther.get(name) ?? name;
  const file = fileOf.get(known);
  if (file && !hljs.getLanguage(file)) importScripts(`../../lib/highlight/languages/${file}.min.js`);
  return file ?? (hljs.getLanguage(known) ? known : null);
}

/** Triples of begin, end and kind out of the library's markup, whose only tags are spans and whose only entities are five. */
function piecesOf(markup) {
  const pieces = [], outer = [];
  let at = 0, kind = -1;
  for (const [part, scope, text] of markup.matchAll(/<span class="([^"]*)">|<\/span>|([^<&]+)|&[^;]+;/g)) {
    if (scope !== undefined) {
      outer.push(kind);
      kind = scope === "hljs-subst" || scope.startsWith("language-") ? -1 : kindOfScope.get(scope.slice("hljs-".length)) ?? kind;
    } else if (part === "</span>") {
      kind = outer.pop();
    } else {
      const end = at + (text?.length ?? 1);
      const last = pieces.length - 3;
      if (kind >= 0 && last >= 0 && pieces[last + 1] === at && pieces[last + 2] === kind) pieces[last + 1] = end;
      else if (kind >= 0) pieces.push(at, end, kind);
      at = end;
    }
  }
  return Int32Array.from(pieces);
}

onmessage = ({ data: { code, language } }) => {
  const known = languageOf(language);
  postMessage(known ? piecesOf(hljs.highlight(code, { language: known, ignoreIllegals: true }).value) : new Int32Array(0));
};
postMessage("loaded");

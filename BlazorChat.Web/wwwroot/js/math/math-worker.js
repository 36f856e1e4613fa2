// A classic worker, because the library is a classic script: the source of a formula in, markup out. Its limits are those of docs/security.md.
importScripts("../../lib/katex/katex.min.js");

const maxMarkup = 400_000;

onmessage = ({ data: { source, isBlock } }) => {
  let markup = null;
  try {
    markup = katex.renderToString(source, {
      displayMode: isBlock, output: "htmlAndMathml", throwOnError: true, strict: "ignore", trust: false, maxSize: 50, maxExpand: 1000,
      errorColor: "currentColor",
    });
  } catch { /* Then it is shown as it was written. */ }
  postMessage(markup?.length <= maxMarkup ? markup : null);
};
postMessage("loaded");

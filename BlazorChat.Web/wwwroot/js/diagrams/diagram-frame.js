// Runs in the frame of /app/diagram, whose origin is nobody's: draws what the page sends, and sends back a picture without script or links.
const maxSource = 20_000, maxPicture = 2_000_000;
const settings = {
  startOnLoad: false, securityLevel: "strict", htmlLabels: false, flowchart: { htmlLabels: false }, class: { htmlLabels: false }, maxTextSize: maxSource,
  maxEdges: 300, suppressErrorRendering: true, theme: "base", deterministicIds: true,
  // What a diagram may not set for itself.
  secure: ["secure", "securityLevel", "startOnLoad", "maxTextSize", "maxEdges", "suppressErrorRendering", "htmlLabels", "dompurifyConfig", "theme", "themeCSS",
    "themeVariables", "fontFamily", "altFontFamily"],
};

/** As XML that stands alone and knows its own size. */
function pictureOf(markup) {
  const svg = new DOMParser().parseFromString(markup, "text/html").querySelector("svg");
  for (const element of svg.querySelectorAll("script, foreignObject, image, iframe")) element.remove();
  for (const link of svg.querySelectorAll("a")) for (const name of ["href", "xlink:href"]) link.removeAttribute(name); // It also places what is in it.
  const [, , width, height] = svg.getAttribute("viewBox").split(/[\s,]+/).map(Number);
  svg.setAttribute("width", Math.ceil(width));
  svg.setAttribute("height", Math.ceil(height));
  const picture = new XMLSerializer().serializeToString(svg);
  if (picture.length > maxPicture) throw new RangeError("The picture is too large.");
  return picture;
}

async function draw(source, look) {
  mermaid.initialize({ ...settings, ...look });
  const { svg } = await mermaid.render("diagram", source);
  return pictureOf(svg);
}

addEventListener("message", async event => {
  if (event.source !== parent) return;
  const { id, source, look } = event.data;
  let picture = null;
  try {
    if (source.length <= maxSource) picture = await draw(source, look);
  } catch { /* Then the page shows the source. */ }
  document.body.replaceChildren();
  parent.postMessage({ id, picture }, "*");
});

// The first one is slow whatever it shows.
draw("flowchart LR\n a --> b", {}).catch(() => {}).finally(() => {
  document.body.replaceChildren();
  parent.postMessage({ isLoaded: true }, "*");
});

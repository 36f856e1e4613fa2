// The 9.0 client script tells its state by classes on this element (show, hide, failed, rejected); 10.0 sends events too.
const bar = document.getElementById("components-reconnect-modal");
const states = ["show", "hide", "failed", "rejected"];

async function retry() {
  document.removeEventListener("visibilitychange", retryWhenVisible);
  removeEventListener("online", retry);
  try {
    // False: the server was reached and knows the circuit no more. Everything that the page showed is on the server or in the browser.
    if (!await Blazor.reconnect()) location.reload();
  } catch {
    wait();
  }
}

async function retryWhenVisible() {
  if (document.visibilityState === "visible") await retry();
}

function wait() {
  document.addEventListener("visibilitychange", retryWhenVisible);
  addEventListener("online", retry);
}

/** Says for those who do not see it what the bar says, once for each change that lasts. */
let saying = 0;
function say() {
  clearTimeout(saying);
  saying = setTimeout(() => {
    const words = [...bar.querySelectorAll(".words")].find(line => line.checkVisibility({ visibilityProperty: true }));
    document.querySelector("[data-reconnect-said]").textContent = words?.textContent ?? "";
  }, 1000);
}

function showNetwork() {
  bar.toggleAttribute("data-offline", !navigator.onLine);
  say();
}

if (bar) {
  new MutationObserver(() => {
    const state = states.find(name => bar.classList.contains(`components-reconnect-${name}`));
    if (state === "rejected") location.reload();
    else if (state === "failed") wait();
    say();
  }).observe(bar, { attributes: true, attributeFilter: ["class"] });
  bar.querySelector("[data-reconnect]").addEventListener("click", retry);
  addEventListener("offline", showNetwork);
  addEventListener("online", showNetwork);
  if (!navigator.onLine) showNetwork();
}

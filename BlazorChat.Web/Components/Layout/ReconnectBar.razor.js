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

if (bar) {
  new MutationObserver(() => {
    const state = states.find(name => bar.classList.contains(`components-reconnect-${name}`));
    if (state === "rejected") location.reload();
    else if (state === "failed") wait();
  }).observe(bar, { attributes: true, attributeFilter: ["class"] });
  bar.querySelector("[data-reconnect]").addEventListener("click", retry);
}

import { keep } from "../../js/kept-choice.js";

// The sidebar's two shapes, and the theme. Works on the prerendered page too: no circuit is asked.
const root = document.documentElement;
const phone = matchMedia("(max-width: 760px)");
let opener = null;

function setDrawer(open) {
  if ((root.dataset.drawer === "open") === open) return;
  if (open) root.dataset.drawer = "open"; else delete root.dataset.drawer;
  for (const behind of document.querySelectorAll("#main, [data-skip]")) behind.inert = open;
  if (open) { opener = document.activeElement; document.querySelector("#sidebar button")?.focus(); }
  else if (opener?.isConnected) { opener.focus({ preventScroll: true }); opener = null; }
}

function toggleSidebar() {
  if (phone.matches) return setDrawer(root.dataset.drawer !== "open");
  const hidden = root.dataset.sidebar !== "hidden";
  if (hidden) root.dataset.sidebar = "hidden"; else delete root.dataset.sidebar;
  keep("sidebar", hidden ? "hidden" : "shown");
  // The button that was pressed is gone: its counterpart takes the focus.
  [...document.querySelectorAll("button[data-toggle-sidebar]")].find(button => button.checkVisibility())?.focus();
}

function markTheme() {
  for (const item of document.querySelectorAll("[data-set-theme]")) {
    item.setAttribute("aria-checked", item.dataset.setTheme === root.dataset.themeChoice);
  }
}

document.addEventListener("click", event => {
  const hit = selector => event.target.closest?.(selector);
  const theme = hit("[data-set-theme]");
  if (theme) {
    keep("theme", theme.dataset.setTheme);
    markTheme();
  }
  if (hit("[data-toggle-sidebar]")) toggleSidebar();
  else if (hit("#sidebar a[href]")) setDrawer(false);
  if (hit("[data-skip]")) { event.preventDefault(); document.getElementById("message")?.focus(); }
});
document.addEventListener("toggle", markTheme, true);
document.addEventListener("keydown", event => {
  if (event.key === "Escape" && root.dataset.drawer === "open" && !document.querySelector(":popover-open")) {
    event.preventDefault();
    setDrawer(false);
  }
});
phone.addEventListener("change", () => setDrawer(false));

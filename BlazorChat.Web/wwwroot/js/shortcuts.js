// The shortcuts: their keys stand in the list that the page holds (ShortcutsDialog), what they do stands here.
// They can be switched off in Settings, all together (WCAG 2.1.4).
const root = document.documentElement;
const isMac = root.dataset.os === "mac";
const visible = selector => [...document.querySelectorAll(selector)].find(element => element.checkVisibility());
const last = selector => [...document.querySelectorAll(selector)].at(-1);

/** Whether shortcuts are wanted: every module with keys of its own asks this. */
export const shortcutsAreOn = () => root.dataset.shortcuts !== "off";

export function openShortcuts() {
  const dialog = document.getElementById("shortcuts");
  if (!dialog || document.querySelector("dialog:modal")) return false;
  dialog.showModal();
  return true;
}

function openChat(step) {
  const links = [...document.querySelectorAll("session-list a[href]")];
  // By the address, which is right at once: the mark of the open chat comes with the server's next drawing.
  const at = links.findIndex(link => link.pathname === location.pathname);
  const link = links[at < 0 ? 0 : at + step];
  link?.click();
  link?.scrollIntoView({ block: "nearest" });
  return Boolean(link);
}

const press = element => { element?.click(); return Boolean(element); };

/** Each tells whether there was something to do: else the browser gets its key. */
const actions = {
  "new-chat": () => press(document.querySelector("[data-new-chat]")),
  "previous-chat": () => openChat(-1),
  "next-chat": () => openChat(1),
  "sidebar": () => press(visible("[data-toggle-sidebar]")),
  "settings": () => press(document.querySelector("a[href='settings']")),
  "shortcuts": () => openShortcuts(),
  "message": () => { const field = document.getElementById("message"); field?.focus(); return Boolean(field); },
  "copy-answer": () => press(last("#main article.assistant [data-copy-message]")),
  "copy-code": () => press(last("#main article.assistant code-block [data-copy]")),
};

/** By what the key writes, or by its place where another alphabet is on it. */
function isPressed(keys, event) {
  const parts = keys.split("+"), key = parts.pop();
  const mod = isMac ? event.metaKey : event.ctrlKey, other = isMac ? event.ctrlKey : event.metaKey;
  if (other || mod !== parts.includes("mod") || event.altKey !== parts.includes("alt")) return false;
  // Which signs need Shift depends on the keyboard.
  const isSign = parts.length === 0 || (key.length === 1 && !/[a-z]/.test(key) && !parts.includes("shift"));
  if (!isSign && event.shiftKey !== parts.includes("shift")) return false;
  const place = /[a-z]/.test(key) && key.length === 1 ? `Key${key.toUpperCase()}` : key === ";" ? "Semicolon" : null;
  return event.key.toLowerCase() === key || (parts.length > 0 && event.code === place);
}

document.addEventListener("keydown", event => {
  if (event.defaultPrevented || event.isComposing || event.repeat || !shortcutsAreOn()) return;
  const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
  for (const item of document.querySelectorAll("#shortcuts [data-shortcut]")) {
    const pressed = item.dataset.keys.split(" ").find(keys => isPressed(keys, event));
    if (!pressed) continue;
    // A key alone, and Alt with an arrow on a Mac, mean something to a field.
    if (isTyping && (!pressed.includes("+") || (isMac && pressed.startsWith("alt+")))) return;
    if (document.querySelector("dialog:modal") || !actions[item.dataset.shortcut]?.()) return;
    event.preventDefault();
    return;
  }
});
document.addEventListener("click", event => { if (event.target.closest?.("[data-open-shortcuts]")) openShortcuts(); });
document.getElementById("shortcuts")?.addEventListener("click", event => {
  const dialog = event.currentTarget;
  // For browsers without closedby, and for the link in it.
  if (event.target === dialog || event.target.closest("a")) dialog.close();
});

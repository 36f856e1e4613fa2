// Runs before the first paint, so that no page flashes in the wrong theme or with the wrong width. Stands alone: no imports.
(() => {
  const root = document.documentElement;
  const read = key => { try { return localStorage.getItem(key); } catch { return null; } };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const choices = { theme: read("theme") ?? "system", shortcuts: read("shortcuts") ?? "on" };
  const apply = () => {
    root.dataset.themeChoice = choices.theme;
    root.dataset.theme = choices.theme === "system" ? (dark.matches ? "dark" : "light") : choices.theme;
    root.dataset.shortcuts = root.dataset.shortcutsChoice = choices.shortcuts;
    document.dispatchEvent(new Event("choice-applied"));
  };
  apply();
  dark.addEventListener("change", apply);
  addEventListener("storage", event => { if (event.key in choices && event.newValue) { choices[event.key] = event.newValue; apply(); } });
  document.addEventListener("choice-kept", ({ detail }) => { choices[detail.name] = detail.value; apply(); });
  if (read("sidebar") === "hidden") root.dataset.sidebar = "hidden";
  root.dataset.os = /Mac|iPhone|iPad/.test(navigator.userAgentData?.platform ?? navigator.platform) ? "mac" : "pc";
  // The server groups by the reader's days, and learns the zone from here.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) document.cookie = `tz=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
})();

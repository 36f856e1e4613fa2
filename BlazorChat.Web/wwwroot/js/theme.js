// Runs before the first paint, so that no page flashes in the wrong theme or with the wrong width. Stands alone: no imports.
(() => {
  const root = document.documentElement;
  const read = key => { try { return localStorage.getItem(key); } catch { return null; } };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const choice = read("theme") ?? "system";
    root.dataset.themeChoice = choice;
    root.dataset.theme = choice === "system" ? (dark.matches ? "dark" : "light") : choice;
  };
  apply();
  dark.addEventListener("change", apply);
  addEventListener("storage", apply);
  document.addEventListener("theme-chosen", apply);
  if (read("sidebar") === "hidden") root.dataset.sidebar = "hidden";
  // The server groups by the reader's days, and learns the zone from here.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) document.cookie = `tz=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
})();

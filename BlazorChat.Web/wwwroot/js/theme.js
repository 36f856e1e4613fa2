// Runs before the first paint, so that no page flashes in the wrong theme or with the wrong width. Stands alone: no imports.
(() => {
  const root = document.documentElement;
  const read = key => { try { return localStorage.getItem(key); } catch { return null; } };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const parse = text => { try { return JSON.parse(text) ?? {}; } catch { return {}; } };
  const defaults = { theme: "system", shortcuts: "on", notifications: "off" };
  // What the account says stands before what this browser kept; what could not be sent to the account yet before both.
  const account = { ...parse(root.dataset.account ?? null), ...(root.dataset.account ? parse(read("unsent-choices")) : {}) };
  const choices = {};
  for (const name in defaults) {
    choices[name] = account[name] ?? read(name) ?? defaults[name];
    // The next page that is nobody's, such as that of the sign-in, looks the same.
    try { if (account[name]) localStorage.setItem(name, account[name]); } catch { /* Private mode. */ }
  }
  const apply = () => {
    root.dataset.themeChoice = choices.theme;
    root.dataset.theme = choices.theme === "system" ? (dark.matches ? "dark" : "light") : choices.theme;
    root.dataset.shortcuts = root.dataset.shortcutsChoice = choices.shortcuts;
    root.dataset.notifications = root.dataset.notificationsChoice = choices.notifications;
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

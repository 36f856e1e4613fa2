// What is photographed, by name: how to get there. Answers false where there is nothing to see in this size.
let answering;
const ready = page => page.locator("[data-interactive]").waitFor();

async function go(page, path) {
  await page.goto(path);
  await ready(page);
}

async function session(page, title) {
  await go(page, "/");
  const path = await page.locator("#sidebar a[href^='s/']", { hasText: title }).first().getAttribute("href");
  await go(page, `/${path}`);
}

/** To the first time that this text stands on the page, a little below the top. */
const scrollTo = (page, text) => page.getByText(text).first().evaluate(element => element.scrollIntoView({ block: "start" }));

export const firstScreens = { "first-run": page => go(page, "/") };

export const screens = {
  "sign-in": page => page.goto("/account/login"),
  welcome: page => go(page, "/"),
  conversation: async page => { await session(page, "move my blog"); },
  "conversation-code": async page => { await session(page, "move my blog"); await scrollTo(page, "Compare every URL"); },
  maths: async page => {
    await session(page, "normal distribution");
    await page.locator(".katex").first().waitFor();
  },
  error: page => session(page, "lease"),
  drawer: async (page, width) => {
    if (width > 760) return false;
    await session(page, "move my blog");
    await page.locator("button[data-toggle-sidebar]").filter({ visible: true }).first().click();
  },
  models: async page => {
    await session(page, "move my blog");
    await page.locator("[popovertarget=models]").click();
    await page.locator("#models [role=option]").first().waitFor();
  },
  "settings-general": page => go(page, "/settings/general"),
  "settings-connections": page => go(page, "/settings/connections"),
  "settings-models": page => go(page, "/settings/models"),
  security: page => go(page, "/settings/security"),
  "sign-ins": page => go(page, "/settings/sign-ins"),
  users: page => go(page, "/admin/users"),
  user: async page => {
    await go(page, "/admin/users?q=lena");
    await page.locator("tbody a").first().click();
    await page.waitForURL(/users\/.+/);
  },
  invitations: page => go(page, "/admin/invitations"),
  "server-settings": page => go(page, "/admin/settings"),
  audit: page => go(page, "/admin/audit"),
  health: page => go(page, "/admin/health"),
  sections: async (page, width) => {
    if (width > 760) return false;
    await go(page, "/admin/users");
    await page.locator("[popovertarget=settings-sections]").click();
  },
  shortcuts: async (page, width) => {
    if (width < 760) return false;
    await session(page, "move my blog");
    await page.locator("#main").click({ position: { x: 5, y: 300 } });
    await page.keyboard.press("?");
    await page.locator("dialog[open]").waitFor();
  },
  "not-found": page => page.goto("/nowhere"), // Without a circuit.
  // The last, because its session stands in the list from here on. One answer is long enough for all its pictures.
  streaming: async page => {
    await go(page, answering ?? "/");
    if (!answering) {
      await page.locator("#message").fill("Release notes 2.4, friendlier tone");
      await page.locator("#message").press("Enter");
      await page.waitForURL(/\/s\//);
      answering = new URL(page.url()).pathname;
    }
    await page.getByText("a bug you would otherwise ship").waitFor();
  },
};

// Fills a server and photographs it: shoot.mjs PLAYWRIGHT_FOLDER URL first|fill|pages [NAME]…
import { createRequire } from "node:module";
import { addPeople } from "./people.mjs";
import { screens, firstScreens } from "./screens.mjs";

const [folder, url, step, ...names] = process.argv.slice(2);
const { chromium } = createRequire(import.meta.url)(`${folder}/package`);
const sizes = { 1440: { width: 1440, height: 900 }, 390: { width: 390, height: 844, isMobile: true, hasTouch: true } };
const questions = [
  "Trip to Lisbon with two kids", "SQLite WAL versus rollback journal", "Explain Raft like I am a poet", "Interview questions, backend",
  "Regex for ISO dates", "Name ideas for a bakery by the sea", "Übersetzung des Mietvertrags ins Englische, Abschnitt 4", "Unit tests for a clock",
  "Grocery list for a week of Thai food", "Summarise this lease in ten lines", "Why is my Postgres index not used?",
  "Where does the normal distribution come from?",
  "I want to move my blog from a small VPS to static hosting, keep old URLs alive and not lose comments. What is the safest order?",
];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });

async function open(theme, width, state) {
  const { isMobile, hasTouch, ...viewport } = sizes[width];
  const context = await browser.newContext({ viewport, isMobile, hasTouch, baseURL: url, colorScheme: theme, storageState: state, locale: "en-US" });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return page;
}

async function account(page, path) {
  await page.goto(`/account/${path}`);
  const name = page.getByLabel(/user name/i);
  await name.fill("Mika");
  if (path === "register") await page.getByLabel(/e-mail/i).fill("mika@example.com");
  await page.locator("input[type=password]").first().fill("correct horse battery");
  await page.locator("form:has(input[type=password]) button[type=submit]").click();
  await page.locator("[data-interactive]").waitFor();
  return page.context().storageState();
}

async function fill() {
  const page = await open("light", 1440);
  await account(page, "login");
  for (const question of questions) {
    await page.goto("/");
    await page.locator("[data-interactive]").waitFor();
    await page.locator("#message").fill(question);
    await page.locator("#message").press("Enter");
    await page.waitForURL(/\/s\//);
    await page.locator("article.assistant:not([aria-busy])").waitFor(); // Answered, or failed.
  }
  await addPeople(page, await open("light", 1440));
}

async function shoot(list, state) {
  for (const [name, go] of Object.entries(list)) {
    if (names.length > 0 && !names.some(wanted => name.startsWith(wanted))) continue;
    for (const theme of ["light", "dark"]) {
      for (const width of [1440, 390]) {
        const page = await open(theme, width, name === "sign-in" ? undefined : state);
        try {
          if (await go(page, width) === false) continue;
          await page.waitForTimeout(700); // Fonts, pictures and what opens have settled.
          await page.screenshot({ path: new URL(`../${name}-${theme}-${width}.png`, import.meta.url).pathname });
          console.log(`${name} ${theme} ${width}`);
        } catch (failure) {
          console.error(`${name} ${theme} ${width}: ${failure.message.split("\n")[0]}`);
          process.exitCode = 1;
        } finally {
          await page.context().close();
        }
      }
    }
  }
}

if (step === "first") {
  const page = await open("light", 1440);
  await shoot(firstScreens, await account(page, "register"));
} else if (step === "fill") await fill();
else await shoot(screens, await account(await open("light", 1440), "login"));
await browser.close();

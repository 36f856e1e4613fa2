// Registers, opens a chat page, says so, and keeps it open until a line comes in.
//   node page.mjs PLAYWRIGHT_FOLDER URL
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const [folder, url] = process.argv.slice(2);
const { chromium } = createRequire(import.meta.url)(`${folder}/package`);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();
await page.goto(`${url}/account/register`);
await page.getByLabel(/user name/i).fill("mika");
await page.getByLabel(/e-mail/i).fill("mika@example.com");
await page.locator("input[type=password]").first().fill("correct horse battery");
await page.getByRole("button", { name: /create/i }).click();
await page.locator("[data-interactive]").waitFor();
console.log("open");
for await (const _ of createInterface({ input: process.stdin })) break;
await browser.close();
process.exit();

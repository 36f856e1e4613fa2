// One long answer in Chromium: what the main thread does meanwhile, and what a first visit loads.
//   node page.mjs PLAYWRIGHT_FOLDER URL
import { createRequire } from "node:module";

const [folder, url] = process.argv.slice(2);
const { chromium } = createRequire(import.meta.url)(`${folder}/package`);
const seconds = 40; // 20,000 tokens at 500 a second.
const kilobytes = bytes => (bytes / 1024).toFixed(1);

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
const cookies = await register();
const session = await begin();
await firstLoad("/");
await firstLoad(`/s/${session}`);
await answer();
await browser.close();
process.exit();

async function register() {
  const page = await browser.newPage();
  await page.goto(`${url}account/register`);
  await page.getByLabel(/user name/i).fill("mika");
  await page.getByLabel(/e-mail/i).fill("mika@example.com");
  await page.locator("input[type=password]").first().fill("correct horse battery");
  await page.getByRole("button", { name: /create/i }).click();
  await page.locator("[data-interactive]").waitFor();
  const state = await page.context().storageState();
  await page.close();
  return state;
}

async function open(path) {
  const context = await browser.newContext({ storageState: cookies, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  return { context, page, devtools, go: () => page.goto(new URL(path, url).href) };
}

function send(page, model, message, session) {
  return page.evaluate(async body => {
    const headers = { "Content-Type": "application/json", RequestVerificationToken: document.querySelector("meta[name=csrf]").content };
    const response = await fetch("/app/send", { method: "POST", headers, body: JSON.stringify({ ...body, client_message_id: crypto.randomUUID() }) });
    return (await response.json()).session_id;
  }, { model, message, session_id: session });
}

async function begin() {
  const { context, page, go } = await open("/");
  await go();
  const session = await send(page, "bench/mixed-5-500", "Good morning.");
  await context.close();
  return session;
}

/** Everything on the wire until the page answers and is quiet: requests with their heads, and what comes over the circuit. */
async function firstLoad(path) {
  const { context, page, devtools, go } = await open(path);
  const requests = new Map();
  const sizes = [];
  let circuit = 0;
  devtools.on("Network.requestWillBeSent", event => requests.set(event.requestId, event.request.url));
  devtools.on("Network.loadingFinished", event => sizes.push([requests.get(event.requestId), event.encodedDataLength]));
  devtools.on("Network.webSocketFrameReceived", event => (circuit += Buffer.byteLength(event.response.payloadData, event.response.opcode === 2 ? "base64" : "utf8")));
  await go();
  await page.locator("[data-interactive]").waitFor();
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(2000);
  const http = sizes.reduce((sum, [, size]) => sum + size, 0);
  console.log(`\nFirst load of ${path.replace(/[0-9a-f-]{36}/, "…")}: ${kilobytes(http + circuit)} KB on the wire with a cold cache: ${sizes.length} requests ${kilobytes(http)} KB, circuit ${kilobytes(circuit)} KB. The largest:`);
  for (const [address, size] of sizes.sort((a, b) => b[1] - a[1]).slice(0, 6)) console.log(`  ${kilobytes(size).padStart(6)} KB ${new URL(address).pathname.replace(/[0-9a-f-]{36}/, "…")}`);
  await context.close();
}

async function answer() {
  const { context, page, devtools, go } = await open(`/s/${session}`);
  await go();
  await page.locator("[data-interactive]").waitFor();
  await page.waitForTimeout(3000);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" }); // Time of the processor: other work on the same cores does not count.
  const metrics = async () => Object.fromEntries((await devtools.send("Performance.getMetrics")).metrics.map(metric => [metric.name, metric.value]));
  await page.evaluate(() => {
    window.seen = { long: [], frames: [] };
    new PerformanceObserver(list => window.seen.long.push(...list.getEntries().map(entry => entry.duration))).observe({ type: "longtask" });
    let last = performance.now();
    requestAnimationFrame(function frame(now) {
      window.seen.frames.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    });
  });
  await send(page, "bench/mixed-20000-500", "Write all of it.", session);
  await page.waitForTimeout(1000);
  const first = await metrics();
  await page.waitForTimeout((seconds - 2) * 1000);
  const last = await metrics();
  const steady = await page.evaluate(() => window.seen.long.length);
  await page.waitForTimeout(4000); // Its end, too.
  const seen = await page.evaluate(() => window.seen);
  const share = name => `${(((last[name] - first[name]) / (seconds - 2)) * 100).toFixed(1)} %`;
  const frames = seen.frames.sort((a, b) => a - b);
  const frame = part => frames[Math.floor((frames.length - 1) * part)].toFixed(1);
  const length = await page.evaluate(() => [...document.querySelectorAll("article.assistant, article")].at(-1).textContent.length);
  console.log("\n| Chromium, one answer of 20,000 tokens at 500 a second | |\n|---|---|");
  console.log(`| main thread busy | ${share("TaskDuration")} (script ${share("ScriptDuration")}, layout ${share("LayoutDuration")}, style ${share("RecalcStyleDuration")}) |`);
  console.log(`| tasks over 50 ms | ${steady} while it streams, ${seen.long.length - steady} at its end (longest ${Math.max(0, ...seen.long).toFixed(0)} ms) |`);
  console.log(`| frames, ms: median / 99th / longest | ${frame(0.5)} / ${frame(0.99)} / ${frame(1)} |`);
  console.log(`| characters on the page at the end | ${length} |`);
  await context.close();
}

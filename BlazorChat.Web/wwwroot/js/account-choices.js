import { post } from "./requests.js";

// What is chosen on a page goes to the account, so that it holds on every device. What cannot be sent is kept and sent with the next page.
const key = "unsent-choices";
/** The others, such as whether the sidebar is there, are this device's own. */
const names = ["theme", "shortcuts", "notifications"];
const isSignedIn = () => document.documentElement.dataset.account !== undefined;
const read = () => { try { return JSON.parse(localStorage.getItem(key)) ?? {}; } catch { return {}; } };
const write = unsent => {
  try { if (Object.keys(unsent).length) localStorage.setItem(key, JSON.stringify(unsent)); else localStorage.removeItem(key); } catch { /* Private mode. */ }
};

async function send(name, value) {
  const { ok, status } = await post("app/preferences", { name, value });
  const unsent = read();
  // A refusal is an answer too: what the server does not take is not sent for ever.
  if ((ok || status === 400) && unsent[name] === value) {
    delete unsent[name];
    write(unsent);
  }
}

document.addEventListener("choice-kept", ({ detail: { name, value } }) => {
  if (!isSignedIn() || !names.includes(name)) return;
  write({ ...read(), [name]: value });
  send(name, value);
});
if (isSignedIn()) for (const [name, value] of Object.entries(read())) send(name, value);

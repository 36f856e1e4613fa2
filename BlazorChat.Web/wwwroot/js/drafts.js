/**
 * What is typed and not sent yet, by account and session. The key of the message is kept with it: as long as the text, its session and its
 * model are the same, trying again sends the same message and never a second one.
 */
const nameOf = (owner, session) => `draft:${owner}:${session || "new"}`;

/** A random id that also works on a plain http address, where crypto.randomUUID is missing. */
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("");
}

export function readDraft(owner, session) {
  try { return JSON.parse(localStorage.getItem(nameOf(owner, session))) ?? { text: "" }; } catch { return { text: "" }; }
}

export function keepDraft(owner, session, draft) {
  try {
    if (draft.text) localStorage.setItem(nameOf(owner, session), JSON.stringify(draft));
    else localStorage.removeItem(nameOf(owner, session));
  } catch { /* Full or forbidden: the text is still in the field. */ }
}

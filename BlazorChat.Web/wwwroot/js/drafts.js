/**
 * What is typed and not sent yet, by account and session. The key of the message is kept with it: as long as the text, its session, its
 * branch and its model are the same, trying again sends the same message and never a second one.
 */
const nameOf = (owner, session) => `draft:${owner}:${session || "new"}`;
const parse = text => { try { return JSON.parse(text) ?? { text: "" }; } catch { return { text: "" }; } };
/** What waits to be written: at each key it would cost the whole text. */
let late = null;

/** A random id that also works on a plain http address, where crypto.randomUUID is missing. */
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("");
}

export function readDraft(owner, session) {
  writeDrafts();
  try { return parse(localStorage.getItem(nameOf(owner, session))); } catch { return { text: "" }; }
}

export function keepDraft(owner, session, draft) {
  writeDrafts();
  try {
    if (draft.text) localStorage.setItem(nameOf(owner, session), JSON.stringify(draft));
    else localStorage.removeItem(nameOf(owner, session));
  } catch { /* Full or forbidden: the text is still in the field. */ }
}

/** Keeps it in a moment, and at the latest when the page goes or another draft comes. */
export function keepDraftSoon(owner, session, draft) {
  if (late && (late.owner !== owner || late.session !== session)) writeDrafts();
  clearTimeout(late?.timer);
  late = { owner, session, draft, timer: setTimeout(writeDrafts, 250) };
}

/** Forgets a draft that was sent; what another tab has written there since stays. */
export function dropDraft(owner, session, text) {
  if (readDraft(owner, session).text === text) keepDraft(owner, session, { text: "" });
}

/** Writes what waits. */
export function writeDrafts() {
  if (!late) return;
  const { owner, session, draft, timer } = late;
  clearTimeout(timer);
  late = null;
  keepDraft(owner, session, draft);
}

/** What another tab has just made of the draft of this account and session; null where the event is about something else. */
export const draftChange = (event, owner, session) => event.storageArea === localStorage && event.key === nameOf(owner, session)
  ? { before: parse(event.oldValue), now: parse(event.newValue) } : null;

addEventListener("pagehide", writeDrafts);
document.addEventListener("visibilitychange", writeDrafts);

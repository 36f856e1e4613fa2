import { post, problemText } from "./requests.js";

/** Whether this browser, at this address, can use passkeys. */
export const arePasskeysHere = () => window.isSecureContext && typeof window.PublicKeyCredential?.parseRequestOptionsFromJSON === "function";

/** Runs one ceremony. Answers `{ok, status, text, isCancelled}` and never throws: what a person or a device refused is an answer. */
export async function answerOf(ceremony) {
  try {
    const { ok, status, body } = await ceremony();
    return { ok, status, text: ok ? null : problemText(body), code: body?.code ?? null, isCancelled: false };
  } catch (error) {
    const isCancelled = error.name === "NotAllowedError" || error.name === "AbortError";
    return { ok: false, status: -1, text: null, code: error.name === "InvalidStateError" ? "passkey_known" : null, isCancelled };
  }
}

export async function signIn(isSuggestion, signal) {
  const options = await post("account/passkeys/question");
  if (!options.ok) return options;
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options.body);
  const credential = await navigator.credentials.get({ publicKey, signal, mediation: isSuggestion ? "conditional" : "optional" });
  return post("account/passkeys/sign-in", { credential: JSON.stringify(credential.toJSON()), stay: document.querySelector("[name='Input.Stay']")?.checked ?? false });
}

/** Makes a passkey for the account of this page. */
export const add = (password, name) => answerOf(async () => {
  const options = await post("account/passkeys/offer", { password });
  if (!options.ok) return options;
  const credential = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options.body) });
  return post("account/passkeys", { credential: JSON.stringify(credential.toJSON()), name });
});

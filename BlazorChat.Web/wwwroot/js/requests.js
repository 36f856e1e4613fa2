/** Posts as this page's account. Answers `{ok, status, body}`; a status of 0 says that the server was not reached. */
export async function post(path, body) {
  const headers = { RequestVerificationToken: document.querySelector("meta[name=csrf]")?.content ?? "", Accept: "application/json, application/problem+json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  try {
    const response = await fetch(new URL(path, document.baseURI), {
      method: "POST", headers, body: body === undefined ? undefined : JSON.stringify(body), credentials: "same-origin", redirect: "manual",
    });
    // A redirect here leads to the sign-in page.
    if (response.type === "opaqueredirect") return { ok: false, status: 401, body: null };
    const isJson = response.headers.get("Content-Type")?.includes("json");
    return { ok: response.ok, status: response.status, body: isJson ? await response.json() : null };
  } catch {
    return { ok: false, status: 0, body: null };
  }
}

/** The sentence of a problem document: what is wrong with a field says more than the whole. */
export function problemText(body) {
  const first = body?.errors && Object.values(body.errors).flat()[0];
  return first || body?.detail || body?.title || null;
}

import { keepDraft, keepDraftSoon, newKey, readDraft, writeDrafts } from "../../js/drafts.js";
import { LiveElement } from "../../js/live-element.js";
import { ProblemLine } from "../../js/problem-line.js";
import { post, problemText } from "../../js/requests.js";
import { fit, focusAt, isComposing } from "../../js/text-field.js";

const touch = matchMedia("(pointer: coarse)");

/** A question: folded where it is long, and edited in its place. What is typed outlives the circuit and the page; only Cancel drops it. */
customElements.define("user-message", class extends LiveElement {
  begin() {
    this.on(this, "click", event => {
      if (event.target.closest("[data-edit]")) this.edit(true);
      else if (event.target.closest("[data-unfold]")) this.fold();
    });
    // Kept, because an edit that is on its way may outlive its page.
    ({ owner: this.owner, session: this.session } = this.setup?.dataset ?? {});
    // A page that was left in the middle of an edit.
    if (this.dataset.editable && this.setup && this.kept().text) this.edit(false);
  }

  end() {
    writeDrafts();
    delete this.dataset.edits;
  }

  get setup() { return document.getElementById("message-editor"); }
  get said() { return this.querySelector("[data-said]").textContent; }

  fold() {
    const isOpen = this.querySelector("[data-box]").toggleAttribute("data-open");
    this.querySelector("[data-unfold]").setAttribute("aria-expanded", isOpen);
    if (!isOpen) this.scrollIntoView({ block: "nearest" });
  }

  get draftName() { return `${this.session}:edit:${this.dataset.id}`; }
  kept() { return readDraft(this.owner, this.draftName); }
  keep(draft, write = keepDraft) { this.draft = draft; write(this.owner, this.draftName, draft.text === this.said && !draft.key ? { text: "" } : draft); }

  edit(byHand) {
    const form = this.setup.querySelector("form").cloneNode(true), part = name => form.querySelector(`[data-${name}]`);
    Object.assign(this, { form, field: form.querySelector("textarea"), sendButton: part("send"), problem: new ProblemLine(part("problem")), draft: this.kept() });
    this.querySelector("[data-editing]").replaceChildren(form);
    this.dataset.edits = "";
    this.field.value = this.draft.text || this.said;
    this.field.addEventListener("input", () => { this.keep({ text: this.field.value }, keepDraftSoon); this.problem.clear(); this.show(); });
    this.field.addEventListener("keydown", event => this.key(event));
    form.addEventListener("submit", event => { event.preventDefault(); this.send(); });
    form.addEventListener("reset", event => { event.preventDefault(); this.cancel(); });
    form.addEventListener("keydown", event => { if (event.key === "Escape" && !isComposing(event)) { event.preventDefault(); this.cancel(); } });
    this.show();
    if (byHand) focusAt(this.field);
  }

  key(event) {
    if (event.key !== "Enter" || event.shiftKey || isComposing(event) || touch.matches) return;
    event.preventDefault();
    this.send();
  }

  show() {
    fit(this.field);
    this.sendButton.disabled = !/\S/.test(this.field.value) || this.field.readOnly;
  }

  cancel() {
    if (this.field.readOnly) return; // It is on its way.
    this.close();
    this.querySelector("[data-edit]")?.focus();
  }

  close() {
    this.keep({ text: "" });
    delete this.dataset.edits;
    this.form.remove();
  }

  async send() {
    const text = this.field.value, { max, textLong } = this.setup.dataset;
    if (this.field.readOnly || !text.trim()) return;
    if (text.length > Number(max)) return this.problem.show(textLong);
    // The same text again is the same message, and never a second one.
    this.keep({ text, key: this.draft.key ?? newKey() });
    this.problem.clear();
    this.field.readOnly = true;
    this.show();
    const { ok, status, body } = await post("app/send", { session_id: this.session, edited_id: this.dataset.id, message: text, client_message_id: this.draft.key });
    this.field.readOnly = false;
    if (ok) this.sent();
    else if (this.isConnected) this.failed(status, body);
  }

  sent() {
    this.close();
    if (!this.isConnected) return; // Its reader has gone on.
    this.dispatchEvent(new CustomEvent("message-sent", { bubbles: true }));
    if (!touch.matches) document.querySelector("chat-composer textarea")?.focus({ preventScroll: true });
  }

  failed(status, body) {
    const { textSignIn, textUnreachable, textFailed } = this.setup.dataset;
    this.show();
    if (status === 401) return this.problem.show(textSignIn, { signIn: true });
    // The key belongs to other content: the next try is a message of its own.
    if (body?.code === "idempotency_conflict") this.keep({ text: this.field.value });
    this.problem.show(status === 0 ? textUnreachable : problemText(body) ?? textFailed, { again: status === 0 || status >= 500 || status === 429 });
  }
});

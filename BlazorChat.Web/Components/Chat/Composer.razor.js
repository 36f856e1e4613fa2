import { arrive, leave } from "../../js/arrival.js";
import { draftChange, dropDraft, keepDraft, keepDraftSoon, newKey, readDraft, writeDrafts } from "../../js/drafts.js";
import { LiveElement } from "../../js/live-element.js";
import { navigate } from "../../js/navigate.js";
import { ProblemLine } from "../../js/problem-line.js";
import { post, problemText } from "../../js/requests.js";
import { stopAnswer } from "../../js/stopping.js";
import { closesFirst, fit, focusAt, isComposing } from "../../js/text-field.js";

const touch = matchMedia("(pointer: coarse)");

/** Holds the text, its draft and the way to the server. Works before the circuit is up, and while it is gone. */
customElements.define("chat-composer", class extends LiveElement {
  static observedAttributes = ["data-job", "data-session", "data-owner"];

  begin() {
    const part = name => this.querySelector(`[data-${name}]`);
    this.field = this.querySelector("textarea");
    Object.assign(this, { sendButton: part("send"), stopButton: part("stop"), count: part("count"), problem: new ProblemLine(part("problem")) });
    this.on(this.field, "input", () => this.typed());
    this.on(this.field, "focus", () => { this.focused = true; });
    this.on(this.field, "blur", () => setTimeout(() => { if (this.isLive) this.focused = document.activeElement === this.field; }));
    this.on(this.field, "keydown", event => this.key(event));
    this.on(this.querySelector("form"), "submit", event => { event.preventDefault(); this.send(); });
    this.on(this.stopButton, "click", () => stopAnswer(this, this.problem));
    this.on(document, "keydown", event => this.escape(event));
    this.on(window, "storage", event => this.typedElsewhere(draftChange(event, this.dataset.owner, this.dataset.session)));
    this.on(document, "click", event => this.fill(event.target.closest?.("[data-fill]")));
    this.load();
    arrive(this);
  }

  end() {
    writeDrafts();
    leave(this);
  }

  attributeChangedCallback(name, before, now) {
    if (!this.isLive || before === now) return;
    if (name === "data-job") delete this.dataset.stopping;
    else this.load();
    if (name === "data-session") arrive(this);
    this.show();
  }

  load() {
    this.draft = readDraft(this.dataset.owner, this.dataset.session);
    this.field.value = this.draft.text;
    this.field.readOnly = false;
    delete this.dataset.sending;
    this.problem.clear();
    this.show();
  }

  fill(starter) {
    if (!starter) return;
    this.field.value = starter.dataset.fill;
    this.typed();
    focusAt(this.field);
  }

  typed() {
    this.draft = { text: this.field.value };
    keepDraftSoon(this.dataset.owner, this.dataset.session, this.draft);
    this.problem.clear();
    this.show();
  }

  /** A draft is one for all tabs, as long as each goes on from what the others show. What was typed here meanwhile stays. */
  typedElsewhere(change) {
    if (!change || "sending" in this.dataset || change.before.text !== this.field.value) return;
    this.draft = change.now;
    this.field.value = this.draft.text;
    this.show();
  }

  key(event) {
    if (event.key === "ArrowUp" && !event.altKey && !this.field.value && !isComposing(event)) return this.editLast(event);
    if (event.key !== "Enter" || event.shiftKey || isComposing(event) || touch.matches) return;
    event.preventDefault();
    this.send();
  }

  /** In an empty field there is nothing above: the last question is what one wants to change. */
  editLast(event) {
    const button = [...document.querySelectorAll("chat-thread article [data-edit]")].at(-1);
    if (button) event.preventDefault();
    button?.click();
  }

  escape(event) {
    if (event.key === "Escape" && this.dataset.job && !isComposing(event) && !closesFirst(event, this.field)) stopAnswer(this, this.problem);
  }

  /** What the buttons say: Stop while an answer runs and nothing is typed; Send queues, with Stop beside it. */
  show() {
    const { value } = this.field, max = Number(this.dataset.max), runs = Boolean(this.dataset.job), isEmpty = !/\S/.test(value);
    fit(this.field);
    this.stopButton.hidden = !runs;
    this.sendButton.hidden = runs && isEmpty;
    this.sendButton.disabled = isEmpty || "sending" in this.dataset || value.length > max;
    this.dataset.main = runs && isEmpty ? "stop" : "send";
    this.count.hidden = value.length < max * 0.9;
    this.count.textContent = `${value.length.toLocaleString()} / ${max.toLocaleString()}`;
    this.count.toggleAttribute("data-over", value.length > max);
  }

  async send() {
    const text = this.field.value, { owner, session, parent, model, max } = this.dataset;
    if ("sending" in this.dataset || !text.trim()) return;
    if (text.length > Number(max)) return this.problem.show(this.dataset.textLong);
    const sameMessage = this.draft.key && this.draft.model === model && this.draft.parent === parent;
    this.draft = { text, model, parent, key: sameMessage ? this.draft.key : newKey() };
    keepDraft(owner, session, this.draft);
    this.problem.clear();
    this.dataset.sending = "";
    this.field.readOnly = true;
    this.show();
    const answer = await post("app/send", {
      session_id: session || null, parent_id: parent || null, model: model || null, message: text, client_message_id: this.draft.key,
    });
    if (answer.ok && answer.body) dropDraft(owner, session, text);
    // A circuit that took over has brought an element of its own; and whoever went to another chat meanwhile stays there.
    const here = document.querySelector("chat-composer");
    if (here?.dataset.owner === owner && here.dataset.session === session) here.answered(text, answer);
  }

  answered(text, { ok, status, body }) {
    delete this.dataset.sending;
    this.field.readOnly = false;
    if (ok && body) this.sent(text, body);
    else this.failed(status, body);
    this.show();
  }

  sent(text, body) {
    if (this.field.value === text) [this.draft, this.field.value] = [{ text: "" }, ""];
    this.dispatchEvent(new CustomEvent("message-sent", { bubbles: true }));
    if (!this.dataset.session) navigate(`s/${body.session_id}`);
  }

  failed(status, body) {
    if (status === 401) return this.problem.show(this.dataset.textSignIn, { signIn: true });
    // The key belongs to other content: the next try is a message of its own.
    if (body?.code === "idempotency_conflict") this.draft = { text: this.field.value };
    this.problem.show(status === 0 ? this.dataset.textUnreachable : problemText(body) ?? this.dataset.textFailed, { again: status === 0 || status >= 500 || status === 429 });
  }
});

import { LiveElement } from "./live-element.js";
import { keep } from "./kept-choice.js";

const root = document.documentElement;
const isKnown = typeof Notification !== "undefined";
/** Sessions that were marked before: a page that is drawn anew has nothing new to tell. */
const marked = new Set();
let wasSeen = document.visibilityState === "visible";
document.addEventListener("visibilitychange", () => { wasSeen ||= document.visibilityState === "visible"; });

/** The mark of a session with an answer that was not read: while nobody looks at the page, the browser tells of it where that is wanted. */
customElements.define("unread-mark", class extends HTMLElement {
  connectedCallback() {
    const { session, title, words } = this.dataset;
    if (marked.has(session)) return;
    marked.add(session);
    if (!isKnown || root.dataset.notifications !== "on" || Notification.permission !== "granted" || !wasSeen || document.visibilityState === "visible") return;
    // One for all tabs, by its tag.
    const notification = new Notification(title, { body: words, tag: `session-${session}` });
    notification.onclick = () => { focus(); this.closest("li")?.querySelector("a")?.click(); notification.close(); };
  }

  disconnectedCallback() {
    // Moved within its list, or drawn anew: it is there again when this task is over.
    const { session } = this.dataset;
    setTimeout(() => { if (!document.querySelector(`unread-mark[data-session="${session}"]`)) marked.delete(session); });
  }
});

/** Asks the browser when notifications are switched on, and says where it does not allow them. */
customElements.define("notification-note", class extends LiveElement {
  begin() {
    this.show();
    this.on(document, "choice-kept", async ({ detail: { name, value } }) => {
      if (name !== "notifications" || value !== "on" || !isKnown) return;
      if (await Notification.requestPermission() !== "granted") keep("notifications", "off");
      this.show();
    });
  }

  show() {
    const state = !isKnown ? "missing" : Notification.permission === "denied" ? "denied" : "";
    for (const line of this.children) line.hidden = line.dataset.when !== state;
  }
});

/** The path of the page before: an element of another layout begins with it. */
let before = null;
/** The heading when the way began: with a click, or with the browser's own buttons. */
let left = {};
const leave = () => { const heading = document.querySelector("h1"); left = { heading, text: heading?.textContent }; };
document.addEventListener("click", leave, true);
addEventListener("popstate", leave, true);

/**
 * After a way within the program the focus goes to the new page's heading, so that it is read and the next Tab begins there. Chats do it
 * themselves: their composer takes the focus.
 */
customElements.define("page-focus", class extends HTMLElement {
  static observedAttributes = ["path"];

  attributeChangedCallback(_, __, path) {
    const isWay = before !== null && before !== path;
    before = path;
    if (isWay) this.lead();
  }

  /** The heading comes when what it stands in was read. */
  lead() {
    const begun = document.activeElement, end = performance.now() + 4000;
    const isDone = () => {
      const heading = document.querySelector("h1"), active = document.activeElement;
      if (active !== begun && active !== document.body) return true;
      if (document.querySelector("chat-composer") || performance.now() > end) return true;
      if (!heading || (heading === left.heading && heading.textContent === left.text)) return false;
      heading.focus({ preventScroll: true });
      return true;
    };
    this.waiting?.disconnect();
    this.waiting = new MutationObserver(() => { if (isDone()) this.waiting.disconnect(); });
    this.waiting.observe(document.body, { childList: true, subtree: true, characterData: true });
    // What is written with this attribute is there when this task is over.
    queueMicrotask(() => { if (isDone()) this.waiting.disconnect(); });
  }

  disconnectedCallback() { this.waiting?.disconnect(); }
});

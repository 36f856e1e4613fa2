import { LiveElement } from "../../../js/live-element.js";
import { answerOf, arePasskeysHere, signIn } from "../../../js/passkeys.js";

/** Signs in with a passkey: by its button, and where the browser can by the suggestions of the name's field. It is there only where it can work. */
customElements.define("passkey-sign-in", class extends LiveElement {
  begin() {
    if (!arePasskeysHere()) return;
    this.hidden = false;
    const button = this.querySelector("button");
    this.on(button, "click", () => this.run(false));
    this.suggest();
  }

  end() { this.asking?.abort(); }

  async suggest() {
    if (await PublicKeyCredential.isConditionalMediationAvailable?.()) await this.run(true);
  }

  /** One question at a time: the browser refuses a second one while the suggestions wait. */
  async run(isSuggestion) {
    this.asking?.abort();
    const asking = this.asking = new AbortController(), problem = this.querySelector("[role=alert]");
    problem.hidden = true;
    const answer = await answerOf(() => signIn(isSuggestion, asking.signal));
    if (asking.signal.aborted) return;
    if (answer.ok) location.assign(new URL(this.dataset.return, document.baseURI));
    else if (!answer.isCancelled && !(isSuggestion && answer.status === -1)) { // Nobody asked: an address that can have no passkeys is no problem of theirs.
      problem.textContent = answer.text || (answer.status === 0 ? this.dataset.offline : this.dataset.failed);
      problem.hidden = false;
    }
  }
});

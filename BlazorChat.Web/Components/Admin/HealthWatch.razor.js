import { isConnected } from "../../js/connection.js";
import { LiveElement } from "../../js/live-element.js";

const INTERVAL = 5000;

/** Asks again every five seconds, as long as the page is seen and somebody answers; who comes back to it gets fresh figures at once. */
customElements.define("health-watch", class extends LiveElement {
  begin() {
    this.timer = setInterval(() => this.refresh(), INTERVAL);
    this.on(document, "visibilitychange", () => this.refresh());
  }

  end() { clearInterval(this.timer); }

  refresh() {
    if (document.visibilityState === "visible" && isConnected()) this.querySelector("button").click();
  }
});

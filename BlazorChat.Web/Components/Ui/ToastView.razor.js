import { isConnected } from "../../js/connection.js";
import { LiveElement } from "../../js/live-element.js";

/** Goes by itself after its seconds, which do not count while a pointer or the focus is on it, nor while the page is not looked at
 * or does not hear the button. */
customElements.define("ui-toast", class extends LiveElement {
  begin() {
    let left = Number(this.dataset.seconds);
    this.timer = setInterval(() => {
      if (this.matches(":hover, :focus-within") || document.hidden || !isConnected() || --left > 0) return;
      clearInterval(this.timer);
      this.querySelector("[data-dismiss]").click();
    }, 1000);
  }

  end() { clearInterval(this.timer); }
});

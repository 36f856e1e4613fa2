import { LiveElement } from "../../js/live-element.js";

/** Where the focus is to be when the other version is there: what was pressed is gone with the one before. */
let wanted = null;

customElements.define("message-versions", class extends LiveElement {
  begin() {
    this.on(this, "click", event => {
      const step = event.target.closest("a");
      if (step) wanted = { id: step.dataset.to, way: step.dataset.way };
    });
    if (wanted?.id !== this.dataset.id) return;
    (this.querySelector(`a[data-way=${wanted.way}]`) ?? this.querySelector("a"))?.focus({ preventScroll: true });
    wanted = null;
  }
});

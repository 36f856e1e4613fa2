/** Leads to the first wrong field of a form after each attempt to send it. */
customElements.define("problem-focus", class extends HTMLElement {
  static observedAttributes = ["attempt"];

  attributeChangedCallback(_, before) {
    if (before === null) return;
    // Blazor writes what changed in one task: when that is over, the fields are marked.
    queueMicrotask(() => {
      const first = this.querySelector('[aria-invalid="true"], [role="alert"]');
      for (let around = first?.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
      first?.focus();
      first?.scrollIntoView({ block: "nearest" });
    });
  }
});

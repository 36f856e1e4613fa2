/** Puts an open popover beside its trigger: below it, or above where there is more room; never off the screen. */
export function place(trigger, panel) {
  const at = trigger.getBoundingClientRect();
  const gap = 4, edge = 8;
  const below = innerHeight - at.bottom - gap - edge, above = at.top - gap - edge;
  panel.style.maxHeight = "";
  const up = panel.offsetHeight > below && above > below;
  panel.style.maxHeight = `${Math.max(120, up ? above : below)}px`;
  panel.style.top = up ? "auto" : `${at.bottom + gap}px`;
  panel.style.bottom = up ? `${innerHeight - at.top + gap}px` : "auto";
  const wanted = panel.dataset.align === "end" ? at.right - panel.offsetWidth : at.left;
  panel.style.left = `${Math.min(Math.max(edge, wanted), innerWidth - panel.offsetWidth - edge)}px`;
}

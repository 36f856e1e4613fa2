/** From so many characters on a field is as high as it may be, and is not measured any more: that would lay out the whole text at each key. */
const long = 3000;
const line = 26;

/** Makes a field as high as its text, up to what its style allows. */
export function fit(field) {
  const isLong = field.value.length > long;
  // Finding the direction anew costs as much.
  if (isLong !== (field.dir !== "auto")) field.dir = isLong ? getComputedStyle(field).direction : "auto";
  if (isLong) { field.style.height = "100vh"; return; }
  field.style.height = "auto";
  field.style.height = `${Math.max(line, field.scrollHeight)}px`;
}

/** Whether this Enter only chooses a word. 229: what some input methods report for it, and what Safari reports when it comes behind the end of the composition. */
export const isComposing = event => event.isComposing || event.keyCode === 229;

/** Whether Escape has something nearer to close than the answer that runs, or belongs to another field. */
export function closesFirst(event, field) {
  return event.defaultPrevented || document.querySelector(":popover-open, dialog[open], [data-drawer=open]") !== null
    || (event.target !== field && event.target.matches?.("input, textarea, select, [contenteditable]"));
}

/** Puts the focus into a field, by default behind its text. */
export function focusAt(field, [start, end] = [field.value.length, field.value.length]) {
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, end);
}

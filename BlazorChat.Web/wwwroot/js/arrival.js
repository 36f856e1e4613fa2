import { focusAt } from "./text-field.js";

const touch = matchMedia("(pointer: coarse)");
/** The composer before this one: the same page before its circuit took over, or the page that one came from. */
let last = null;

/** Where the focus goes: back where it was, else into the field; on a phone to the heading, because a field brings up the keyboard. */
export function arrive({ dataset, field, focused }) {
  const isTakeover = last !== null && last.session === dataset.session;
  if (isTakeover ? last.focused : !touch.matches && (last || document.activeElement === document.body)) focusAt(field, isTakeover ? last.selection : undefined);
  else if (last && !isTakeover) document.querySelector("h1")?.focus();
  last = { session: dataset.session, focused };
}

/** Remembers what the composer that takes over from this one goes on from. */
export function leave({ dataset, field, focused }) {
  last = { session: dataset.session, focused, selection: [field.selectionStart, field.selectionEnd] };
}

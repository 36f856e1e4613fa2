/** How far a key moves the conversation; 0 where it means something else. It is what these keys are for wherever the focus has no use for them. */
export function wayOf(event, scroll) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return 0;
  if (!["PageUp", "PageDown", "Home", "End"].includes(event.key)) return 0;
  const { target } = event, isPage = event.key === "PageUp" || event.key === "PageDown";
  const isIdleField = target.matches("chat-composer textarea") && target.scrollHeight <= target.clientHeight + 1;
  if (target !== document.body && !(isPage && isIdleField)) return 0;
  const page = scroll.clientHeight - 40;
  return { PageUp: -page, PageDown: page, Home: -scroll.scrollHeight, End: scroll.scrollHeight }[event.key] ?? 0;
}

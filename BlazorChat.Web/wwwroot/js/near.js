const watched = new WeakMap();
let observer = null;

/** Calls back whenever the element comes near the part of the page that is seen, or leaves it. Answers with a function that ends it. */
export function watchNear(element, changed) {
  // The conversation scrolls inside the page: a margin of the root alone would end at its edge.
  observer ??= new IntersectionObserver(
    entries => { for (const entry of entries) watched.get(entry.target)?.(entry.isIntersecting); },
    { rootMargin: "600px 0px", scrollMargin: "600px 0px" });
  watched.set(element, changed);
  observer.observe(element);
  return () => {
    watched.delete(element);
    observer.unobserve(element);
  };
}

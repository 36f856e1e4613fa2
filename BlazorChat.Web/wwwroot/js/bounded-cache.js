/** Remembers what was used last: as many entries, and together as much weight, as it is told. */
export class BoundedCache {
  #entries = new Map();
  #weight = 0;
  #maxEntries;
  #maxWeight;

  constructor(maxEntries, maxWeight = Infinity) { [this.#maxEntries, this.#maxWeight] = [maxEntries, maxWeight]; }

  get(key) {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  set(key, value, weight = key.length) {
    this.#weight += weight - (this.#entries.get(key)?.weight ?? 0);
    this.#entries.delete(key);
    this.#entries.set(key, { value, weight });
    for (const [oldest, entry] of this.#entries) {
      if (this.#entries.size <= this.#maxEntries && this.#weight <= this.#maxWeight) break;
      this.#entries.delete(oldest);
      this.#weight -= entry.weight;
    }
  }
}

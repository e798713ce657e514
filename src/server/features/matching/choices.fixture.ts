/** Choices that the same seed repeats. */
export class Choices {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** From 0 up to, not including, 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let bits = this.#state
    bits = Math.imul(bits ^ (bits >>> 15), bits | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
  }

  /** From `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  one<T>(list: readonly T[]): T {
    const chosen = list[this.whole(0, list.length - 1)]
    if (chosen === undefined) throw new Error('there is nothing to choose from')
    return chosen
  }

  /** Different ones, as many as there are at most. */
  some<T>(list: readonly T[], count: number): T[] {
    const rest = [...list]
    return Array.from({ length: Math.min(count, list.length) }, () =>
      rest.splice(this.whole(0, rest.length - 1), 1),
    ).flat()
  }

  /** Somebody else's choices, so that who chooses how often at the same time does not matter. */
  fork(): Choices {
    return new Choices(Math.floor(this.next() * 2 ** 32))
  }
}

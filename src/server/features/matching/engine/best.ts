/** A row with what it is ordered by. */
export interface Scored {
  row: number
  key: number
}

/** Keeps the `most` greatest of the finite keys that are offered in row order; of equal ones the earlier. */
export class Best {
  readonly #most: number
  readonly #kept: Scored[] = []
  /** A key that is not above this has no chance any more. */
  floor = Number.NEGATIVE_INFINITY

  constructor(most: number) {
    this.#most = most
  }

  offer(row: number, key: number): void {
    const kept = this.#kept
    let place = kept.length
    while (place > 0 && (kept[place - 1]?.key ?? 0) < key) place--
    kept.splice(place, 0, { row, key })
    if (kept.length > this.#most) kept.pop()
    if (kept.length === this.#most) this.floor = kept.at(-1)?.key ?? this.floor
  }

  /** Greatest first. */
  take(): Scored[] {
    return this.#kept
  }
}

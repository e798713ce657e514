/**
 * A stream of pseudo-random values (sfc32) named by seed, purpose and index: the same name always gives
 * the same values, so any row of the campus can be made again without making the rows before it.
 */
export class Random {
  #a: number
  #b: number
  #c: number
  #counter = 1

  constructor(seed: number, purpose: string, index = 0) {
    this.#a = mix(seed ^ hash(purpose))
    this.#b = mix(this.#a ^ Math.imul(index + 1, 0x9e3779b1))
    this.#c = mix(this.#b + seed)
    for (let round = 0; round < 12; round++) this.bits()
  }

  /** 32 random bits as an unsigned integer. */
  bits(): number {
    const result = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + result) | 0
    return result >>> 0
  }

  /** At least 0 and below 1. */
  fraction(): number {
    return this.bits() / 0x1_0000_0000
  }

  chance(probability: number): boolean {
    return this.fraction() < probability
  }

  /** Whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.fraction() * (most - least + 1))
  }

  /** Multiple of `step` from `least` to `most`, both included and themselves multiples apart. */
  stepped(least: number, most: number, step: number): number {
    return least + step * this.whole(0, Math.floor((most - least) / step))
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.whole(0, items.length - 1)]
    if (item === undefined) throw new RangeError('nothing to pick from')
    return item
  }

  /** Index into `weights`, each as likely as its weight; -1 when they sum to nothing. */
  weighted(weights: ArrayLike<number>): number {
    let total = 0
    for (let index = 0; index < weights.length; index++) total += weights[index] ?? 0
    let left = this.fraction() * total
    let last = -1
    for (let index = 0; index < weights.length; index++) {
      const weight = weights[index] ?? 0
      if (weight <= 0) continue
      last = index
      left -= weight
      if (left < 0) break
    }
    return last
  }

  /** `items` in a random order, as a new array. */
  shuffled<Item>(items: readonly Item[]): Item[] {
    const result = [...items]
    for (let index = result.length - 1; index > 0; index--) {
      const other = this.whole(0, index)
      const held = result[index] as Item
      result[index] = result[other] as Item
      result[other] = held
    }
    return result
  }

  /** A version 4 UUID. */
  uuid(): string {
    const hex = (value: number) => value.toString(16).padStart(8, '0')
    const second = hex(((this.bits() & 0xffff0fff) | 0x4000) >>> 0)
    const third = hex(((this.bits() & 0x3fffffff) | 0x80000000) >>> 0)
    return uuidFrom(hex(this.bits()), second, third, hex(this.bits()))
  }
}

function uuidFrom(first: string, second: string, third: string, fourth: string): string {
  return `${first}-${second.slice(0, 4)}-${second.slice(4)}-${third.slice(0, 4)}-${third.slice(4)}${fourth}`
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  return value >>> 0
}

/** Finaliser of MurmurHash3: every input bit reaches every output bit. */
function mix(value: number): number {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

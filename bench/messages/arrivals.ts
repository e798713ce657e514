import { Mismatch } from '../exactness.ts'

interface UnderWay {
  begun: number
  arrived: () => void
}

/** Milliseconds after which a message counts as lost. */
const patience = 15_000

/** Messages on their way, and how long they took to the other's socket. */
export class Arrivals {
  #underWay = new Map<string, UnderWay>()
  #times: number[] = []

  /**
   * Sends a message and waits until it is acknowledged and has arrived.
   * @throws Mismatch if it does not arrive
   */
  async follow(id: string, send: () => unknown): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const late = setTimeout(() => reject(new Mismatch(`Message ${id} did not arrive.`)), patience)
    this.#underWay.set(id, { begun: performance.now(), arrived: resolve })
    try {
      await Promise.all([promise, send()])
    } finally {
      clearTimeout(late)
      this.#underWay.delete(id)
    }
  }

  note(id: string): void {
    const known = this.#underWay.get(id)
    if (!known) return
    this.#times.push(performance.now() - known.begun)
    known.arrived()
  }

  /** @returns the milliseconds of all that arrived since the last call */
  take(): number[] {
    return this.#times.splice(0)
  }
}

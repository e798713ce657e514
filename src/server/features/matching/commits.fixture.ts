/**
 * What runs beside what. Anything may commit within a `call`, when it pleases; neither a `race` nor a `check` runs
 * beside one.
 */
type Kind = 'call' | 'race' | 'check'

type Look = () => Promise<unknown>

/** Looks at every state of the database that `ask` may have met. */
type Watch = <T>(look: Look, ask: () => Promise<T>) => Promise<T>

/** Lets writers commit one at a time, so that every state of the database between two commits can be looked at. */
export class Commits {
  #last: Promise<unknown> = Promise.resolve()
  readonly #looks = new Set<Look>()
  #kind: Kind | null = null
  #running = 0
  #waiting: { kind: Kind; start: () => void }[] = []

  /** Runs what may commit at any moment, such as a request. It may wait for rows that a transaction holds. */
  call<T>(work: () => Promise<T>): Promise<T> {
    return this.#beside('call', work)
  }

  /** Commits, and lets those who race look at the state that this makes. */
  commit(work: () => Promise<unknown>): Promise<void> {
    return this.#alone(async () => {
      await work()
      await Promise.all([...this.#looks].map((look) => look()))
    })
  }

  /** Runs `work` while nothing commits; transactions stay open with what they have done. */
  check<T>(work: () => Promise<T>): Promise<T> {
    return this.#beside('check', () => this.#alone(work))
  }

  /** Runs `work`, which asks beside transactions that commit. */
  race<T>(work: (watch: Watch) => Promise<T>): Promise<T> {
    return this.#beside('race', () =>
      work(async (look, ask) => {
        await this.#alone(async () => {
          await look()
          this.#looks.add(look)
        })
        try {
          return await ask()
        } finally {
          await this.#alone(async () => this.#looks.delete(look))
        }
      }),
    )
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work)
    this.#last = result.catch(() => {})
    return result
  }

  async #beside<T>(kind: Kind, work: () => Promise<T>): Promise<T> {
    if (this.#running > 0 && (this.#kind !== kind || this.#waiting.length > 0))
      await new Promise<void>((start) => this.#waiting.push({ kind, start }))
    else {
      this.#running++
      this.#kind = kind
    }
    try {
      return await work()
    } finally {
      if (--this.#running === 0) this.#startNext()
    }
  }

  #startNext(): void {
    const kind = this.#waiting[0]?.kind ?? null
    const started = this.#waiting.filter((one) => one.kind === kind)
    this.#waiting = this.#waiting.filter((one) => one.kind !== kind)
    this.#running = started.length
    this.#kind = kind
    for (const { start } of started) start()
  }
}

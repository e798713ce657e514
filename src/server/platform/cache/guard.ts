import type { Logger } from 'pino'
import type { Store } from './store.ts'

/** After a failure the store is not asked for so long; then one call tries, and the others go on without. */
const pause = 5000
/** A store that fails now and then is not told of more often. */
const quiet = 60_000

/** The same store, but its failures are misses: it never rejects, and is left alone for a while after each. */
export function guard(store: Store, log: Logger): Store {
  let failedAt = Number.NEGATIVE_INFINITY
  let toldAt = Number.NEGATIVE_INFINITY
  let isFailing = false
  let isTrying = false

  async function ask<T>(command: () => Promise<T>): Promise<T | null> {
    if (isFailing && (isTrying || performance.now() - failedAt < pause)) return null
    const isTrial = isFailing
    isTrying = isTrial
    try {
      const answer = await command()
      if (isTrial) heal()
      return answer
    } catch (error) {
      fail(error)
      return null
    } finally {
      if (isTrial) isTrying = false
    }
  }

  function fail(error: unknown) {
    failedAt = performance.now()
    isFailing = true
    if (failedAt - toldAt < quiet) return
    toldAt = failedAt
    // Only the message: clients hang the command on their errors, with what was to be kept.
    const reason = error instanceof Error ? error.message : 'unknown'
    log.warn({ store: store.name, reason }, 'The cache does not answer: nothing is cached')
  }

  function heal() {
    isFailing = false
    log.info({ store: store.name }, 'The cache answers again')
  }

  return {
    name: store.name,
    get: (key) => ask(() => store.get(key)),
    set: async (key, text, milliseconds) => void (await ask(() => store.set(key, text, milliseconds))),
  }
}

/**
 * Looks up together whatever is asked for while the query before is under way: the busier a process is, the more share
 * one. Each answer is of a query that began after it was asked for.
 * @param find answers the rows that there are, by key
 */
export function together<Row>(find: (keys: string[]) => Promise<Map<string, Row>>) {
  let waiting = new Map<string, PromiseWithResolvers<Row | null>>()
  let isAsking = false

  async function ask(): Promise<void> {
    while (waiting.size > 0) {
      const asked = waiting
      waiting = new Map()
      try {
        const rows = await find([...asked.keys()])
        for (const [key, { resolve }] of asked) resolve(rows.get(key) ?? null)
      } catch (error) {
        for (const { reject } of asked.values()) reject(error)
      }
    }
    isAsking = false
  }

  return (key: string): Promise<Row | null> => {
    const known = waiting.get(key)
    if (known) return known.promise
    const answer = Promise.withResolvers<Row | null>()
    waiting.set(key, answer)
    if (!isAsking) {
      isAsking = true
      setImmediate(ask) // with all that came in with it
    }
    return answer.promise
  }
}

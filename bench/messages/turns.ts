const atOnce = 64

/** Does so many things, some at a time. @returns what each led to, in order */
export async function inTurn<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = []
  for (let done = 0; done < count; done += atOnce) {
    const size = Math.min(atOnce, count - done)
    results.push(...(await Promise.all(Array.from({ length: size }, (_, index) => work(done + index)))))
  }
  return results
}

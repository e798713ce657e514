export interface Count {
  hits: number
  misses: number
}

/** Counts by kind since the process began. */
export function createCounter() {
  const counts = new Map<string, Count>()
  return {
    count(kind: string, isHit: boolean) {
      const known = counts.get(kind) ?? { hits: 0, misses: 0 }
      counts.set(kind, known)
      if (isHit) known.hits++
      else known.misses++
    },
    /** A copy. */
    all: (): Record<string, Count> =>
      Object.fromEntries([...counts].map(([kind, count]) => [kind, { ...count }])),
  }
}

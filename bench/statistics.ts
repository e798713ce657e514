/** Times of one thing, in milliseconds. */
export interface Summary {
  count: number
  p50: number
  p95: number
  p99: number
}

/** Median, 95th and 99th percentile by nearest rank: each is a value that was measured. Without values: NaN. */
export function summarise(values: readonly number[]): Summary {
  const sorted = Float64Array.from(values).sort()
  const [p50, p95, p99] = [50, 95, 99].map((percent) => percentile(sorted, percent)) as [
    number,
    number,
    number,
  ]
  return { count: sorted.length, p50, p95, p99 }
}

function percentile(sorted: Float64Array, percent: number): number {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN
}

/** Three significant digits and no more: 4,560 · 44.1 · 0.0512. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–'
  return value.toLocaleString(
    'en',
    value >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 },
  )
}

/** How many times one is of the other: 1,230× · 4.5×. */
export function times(one: number, other: number): string {
  const ratio = one / other
  return Number.isFinite(ratio) ? `${figure(ratio)}×` : '–'
}

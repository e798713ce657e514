import { type Goal, tableOfGoals } from './goal.ts'

/** What the bench found of one course size; times in milliseconds, the p50. */
export interface SizeFigures {
  specification: number
  sqlPath: number
  engine: number
  wholeRequest: number
  detailRequest: number
  bytesAnEnrolment: number
  /** Of a whole request that has to read the roster first. */
  coldRequest: number
  requestsASecond?: { wholeRequest: number; specification: number }
  /** p95 in the storm by p95 before it. */
  storm?: number
}

/** The goals that were set for matching, beside what was measured. */
export function goalsTable(sizes: ReadonlyMap<number, SizeFigures>): string {
  const at = (size: number, read: (figures: SizeFigures) => number | undefined) => {
    const figures = sizes.get(size)
    return figures && read(figures)
  }
  const all = [...sizes.values()]
  const worst = (read: (figures: SizeFigures) => number) =>
    all.length > 0 ? Math.max(...all.map(read)) : undefined
  const name = (size: number) => size.toLocaleString('en')
  const faster = (what: string, of: (figures: SizeFigures) => number, bySize: [number, number][]): Goal[] =>
    bySize.map(([size, least]) => ({
      text: `${what}, ${name(size)}: faster than the specification’s query`,
      least,
      unit: '×',
      value: at(size, (figures) => figures.specification / of(figures)),
    }))
  const goals: Goal[] = [
    ...faster('Engine', ({ engine }) => engine, [
      [1000, 500],
      [5000, 1000],
      [20_000, 1500],
    ]),
    ...faster('Whole request', ({ wholeRequest }) => wholeRequest, [
      [1000, 30],
      [5000, 100],
      [20_000, 250],
    ]),
    ...faster('SQL path', ({ sqlPath }) => sqlPath, [
      [1000, 6],
      [5000, 10],
      [20_000, 10],
    ]),
    ...(
      [
        [1000, 25],
        [5000, 100],
      ] as const
    ).map(([size, least]) => ({
      text: `Requests a second, ${name(size)}: more than with the specification’s query behind the same server`,
      least,
      unit: '×',
      value: at(size, ({ requestsASecond: both }) => both && both.wholeRequest / both.specification),
    })),
    {
      text: 'Bytes an enrolment, at any size',
      most: 64,
      unit: '',
      value: worst((one) => one.bytesAnEnrolment),
    },
    ...[...sizes].map(([size, figures]) => ({
      text: `Whole request, ${name(size)}: by a request of the details alone`,
      most: 1.5,
      unit: '×',
      value: figures.wholeRequest / figures.detailRequest,
    })),
    {
      text: 'Request with a cold roster, 5,000',
      most: 80,
      unit: ' ms',
      value: at(5000, (one) => one.coldRequest),
    },
    {
      text: 'p95 in a storm of writes, 5,000: by the quiet one',
      most: 3,
      unit: '×',
      value: at(5000, (one) => one.storm),
    },
  ]
  return tableOfGoals(goals)
}

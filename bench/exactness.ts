/** One person of an answer, as far as it is to be the specification's. */
export interface AnswerRow {
  id: string
  score: number
  /** null where the subject does not know of connections. */
  status: string | null
}

export class Mismatch extends Error {}

/**
 * Compares an answer with the specification's: who, in which order, with which score and status.
 * @throws Mismatch that names the asker and shows the first difference
 */
export function requireSame(
  subject: string,
  where: { asker: string; course: string },
  expected: readonly AnswerRow[],
  actual: readonly AnswerRow[],
): void {
  const length = Math.max(expected.length, actual.length)
  for (let place = 0; place < length; place++) {
    const [one, other] = [expected[place], actual[place]]
    if (one && other && isSame(one, other)) continue
    throw new Mismatch(
      [
        `${subject} differs from the specification’s query.`,
        `  asker   ${where.asker}`,
        `  course  ${where.course}`,
        `  place   ${place + 1}`,
        `  specification  ${JSON.stringify(one ?? null)}`,
        `  ${subject}  ${JSON.stringify(other ?? null)}`,
      ].join('\n'),
    )
  }
}

/** Scores are multiples of 1/20, however they were added up. */
function isSame(one: AnswerRow, other: AnswerRow): boolean {
  return (
    one.id === other.id &&
    Math.abs(one.score - other.score) < 1e-9 &&
    (other.status === null || one.status === other.status)
  )
}

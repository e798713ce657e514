/** A row of a list of people. */
export interface PersonRow {
  student: { id: string }
}

/** Whether `newest` has the rows that are shown in the same order, perhaps with more at the end. */
export function continues(shown: readonly PersonRow[], newest: readonly PersonRow[]): boolean {
  return shown.every((row, place) => row.student.id === newest[place]?.student.id)
}

/**
 * The rows that are shown, each in its place, with what is newest about them. Who has gone stays until the list is
 * shown anew. With `more`, people who are not shown yet follow at the end.
 */
export function keepPlaces<Row extends PersonRow>(
  shown: readonly Row[],
  newest: readonly Row[],
  more: boolean,
): Row[] {
  const known = new Map(newest.map((row) => [row.student.id, row]))
  const kept = shown.map((row) => known.get(row.student.id) ?? row)
  if (!more) return kept
  const ids = new Set(shown.map((row) => row.student.id))
  return [...kept, ...newest.filter((row) => !ids.has(row.student.id))]
}

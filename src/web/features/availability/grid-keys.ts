import { cellsPerDay, type Place } from './painting.ts'

/** Rows that the grid shows, `last` included; 0 is 00:00. */
export interface Rows {
  first: number
  last: number
}

const lastColumn = 6
/** Page Up and Page Down move by two hours. */
const rowsPerPage = 4

export const allRows: Rows = { first: 0, last: cellsPerDay - 1 }

/** Where a key leads from a cell, within the grid; null for keys that do not move. */
export function placeAfterKey(from: Place, key: string, withControl: boolean, rows: Rows): Place | null {
  const { column, row } = from
  switch (key) {
    case 'ArrowLeft':
      return nearestPlace({ column: column - 1, row }, rows)
    case 'ArrowRight':
      return nearestPlace({ column: column + 1, row }, rows)
    case 'ArrowUp':
      return nearestPlace({ column, row: row - 1 }, rows)
    case 'ArrowDown':
      return nearestPlace({ column, row: row + 1 }, rows)
    case 'PageUp':
      return nearestPlace({ column, row: row - rowsPerPage }, rows)
    case 'PageDown':
      return nearestPlace({ column, row: row + rowsPerPage }, rows)
    case 'Home':
      return { column: 0, row: withControl ? rows.first : row }
    case 'End':
      return { column: lastColumn, row: withControl ? rows.last : row }
    default:
      return null
  }
}

/** The nearest place that the grid shows. */
export function nearestPlace({ column, row }: Place, rows: Rows): Place {
  return {
    column: Math.min(Math.max(column, 0), lastColumn),
    row: Math.min(Math.max(row, rows.first), rows.last),
  }
}

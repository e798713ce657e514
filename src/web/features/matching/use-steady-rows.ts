import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { isReading } from './is-reading.ts'
import { continues, keepPlaces, type PersonRow } from './row-order.ts'

interface Newest<Row> {
  /** As the service has them now; the same array until they change. */
  rows: readonly Row[]
  /** How many pages of the list they are. */
  pages: number
  /** What list it is: its filters and order. A change of these is wanted, so rows may move. */
  name: string
  /** They are those of the list before, shown until this one arrives. */
  isPlaceholder: boolean
}

/**
 * The rows to show. When newer ones arrive in another order while somebody reads, they wait: `hasChanged` then says so
 * and `show` takes them. `allowMove` lets the next ones move whatever somebody does: they are what was asked for.
 */
export function useSteadyRows<Row extends PersonRow>(
  { rows, pages, name, isPlaceholder }: Newest<Row>,
  list: RefObject<HTMLElement | null>,
) {
  const [shown, setShown] = useState({ rows, pages, name })
  const [moves, setMoves] = useState(0)
  const mayMove = useRef(false)
  const now = useRef(shown)
  now.current = shown

  useLayoutEffect(() => {
    const { current } = now
    if (isPlaceholder) return
    const isOther = current.name !== name
    const isSame = continues(current.rows, rows)
    const isWanted = isOther || mayMove.current
    if (isSame || isWanted || !isReading(list.current)) {
      setShown({ rows, pages, name })
      if (!isSame && !isWanted) setMoves((count) => count + 1)
    } else {
      setShown({ rows: keepPlaces(current.rows, rows, pages > current.pages), pages, name })
    }
    if (current.rows !== rows) mayMove.current = false
  }, [rows, pages, name, isPlaceholder, list])

  return {
    rows: shown.rows,
    hasChanged: !isPlaceholder && shown.name === name && !continues(shown.rows, rows),
    /** How often the rows have moved by themselves. */
    moves,
    show: useCallback(() => setShown({ rows, pages, name }), [rows, pages, name]),
    allowMove: useCallback(() => {
      mayMove.current = true
    }, []),
  }
}

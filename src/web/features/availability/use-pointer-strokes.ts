import { type RefObject, useEffect, useEffectEvent } from 'react'
import { nearestPlace, type Rows } from './grid-keys.ts'
import { listenForStrokes } from './pointer-strokes.ts'
import type { StrokeControl } from './use-stroke.ts'

/**
 * Lets pointers draw strokes.
 * @param grid what holds the cells
 * @param area what the cells fill evenly
 */
export function usePointerStrokes(
  grid: RefObject<HTMLElement | null>,
  area: RefObject<HTMLElement | null>,
  rows: Rows,
  control: StrokeControl,
) {
  const start = useEffectEvent((x: number, y: number) => control.start(placeAt(x, y)))
  const extend = useEffectEvent((x: number, y: number) => control.extend(placeAt(x, y)))
  const end = useEffectEvent(() => control.end())
  const cancel = useEffectEvent(() => control.cancel())

  function placeAt(x: number, y: number) {
    const box = area.current?.getBoundingClientRect() ?? new DOMRect()
    const column = Math.floor(((x - box.left) / box.width) * 7)
    const row = rows.first + Math.floor(((y - box.top) / box.height) * (rows.last - rows.first + 1))
    return nearestPlace({ column, row }, rows)
  }

  useEffect(() => {
    if (!grid.current) return
    const stopping = new AbortController()
    listenForStrokes(grid.current, { start, extend, end, cancel }, stopping.signal)
    return () => stopping.abort()
  }, [grid])
}

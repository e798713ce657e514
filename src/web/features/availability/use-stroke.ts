import { useRef, useState } from 'react'
import type { Hours } from './hours.ts'
import { applyStroke, type Place, type Stroke, startStroke } from './painting.ts'

/** A stroke from its first cell to its end, whether by pointer or by keys; nothing is changed before the end. */
export interface StrokeControl {
  stroke: Stroke | null
  start: (place: Place) => void
  extend: (place: Place) => void
  end: () => void
  cancel: () => void
}

export function useStroke(
  hours: Hours,
  days: readonly number[],
  onDone: (hours: Hours, stroke: Stroke) => void,
): StrokeControl {
  const [stroke, setStroke] = useState<Stroke | null>(null)
  // Pointer events come faster than renders.
  const current = useRef<Stroke | null>(null)

  function put(next: Stroke | null) {
    current.current = next
    setStroke(next)
  }

  return {
    stroke,
    start: (place) => put(startStroke(hours, place, days)),
    extend(place) {
      const now = current.current
      if (now && (now.to.column !== place.column || now.to.row !== place.row)) put({ ...now, to: place })
    },
    end() {
      const done = current.current
      if (!done) return
      put(null)
      onDone(applyStroke(hours, done, days), done)
    },
    cancel: () => put(null),
  }
}

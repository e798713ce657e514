import { type FocusEvent, type KeyboardEvent, useState } from 'react'
import { placeAfterKey, type Rows } from './grid-keys.ts'
import type { Place } from './painting.ts'
import type { StrokeControl } from './use-stroke.ts'

/**
 * The keys of the grid: arrows, Home, End, Page Up and Page Down move; Space and Enter paint one cell;
 * with Shift held, moving paints a rectangle until Shift is let go; Escape forgets it.
 * @param focus moves the focus to a cell
 */
export function useKeyboardStrokes(
  rows: Rows,
  control: StrokeControl,
  active: Place,
  focus: (place: Place) => void,
) {
  const [isPainting, setPainting] = useState(false)

  function finish() {
    if (!isPainting) return
    setPainting(false)
    control.end()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.metaKey) return
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault()
      if (event.repeat || isPainting) return
      control.start(active)
      return control.end()
    }
    if (event.key === 'Escape' && control.stroke) {
      event.preventDefault()
      setPainting(false)
      return control.cancel()
    }
    const next = placeAfterKey(active, event.key, event.ctrlKey, rows)
    if (!next) return
    event.preventDefault()
    if (event.shiftKey) {
      if (!isPainting) control.start(active)
      setPainting(true)
      control.extend(next)
    } else finish()
    focus(next)
  }

  function onKeyUp(event: KeyboardEvent) {
    if (event.key === 'Shift') finish()
  }

  function onBlur(event: FocusEvent) {
    if (!event.currentTarget.contains(event.relatedTarget)) finish()
  }

  return { onKeyDown, onKeyUp, onBlur }
}

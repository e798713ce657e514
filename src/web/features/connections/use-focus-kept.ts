import { type RefObject, useEffect, useRef } from 'react'

/**
 * Keeps the focus at its place where the button that had it has gone, instead of at the top of the page.
 * @param place takes the focus; needs a tabIndex
 * @param state when it changes, something may have gone
 */
export function useFocusKept(place: RefObject<HTMLElement | null>, state: unknown) {
  const before = useRef(state)
  const wasHere = useRef(false)

  useEffect(() => {
    const onFocus = ({ target }: FocusEvent) => {
      wasHere.current = target instanceof Node && place.current?.contains(target) === true
    }
    document.addEventListener('focusin', onFocus)
    return () => document.removeEventListener('focusin', onFocus)
  }, [place])

  useEffect(() => {
    if (before.current !== state && wasHere.current && document.activeElement === document.body)
      place.current?.focus()
    before.current = state
  }, [place, state])
}

import { type RefObject, useEffect, useRef } from 'react'

/**
 * Keeps the focus at its place where the button that was pressed has gone, instead of at the top of the page.
 * @param place takes the focus; needs a tabIndex
 * @param state when it changes, something may have gone
 */
export function useFocusKept(place: RefObject<HTMLElement | null>, state: unknown) {
  const before = useRef(state)
  useEffect(() => {
    if (before.current !== state && document.activeElement === document.body) place.current?.focus()
    before.current = state
  }, [place, state])
}

import { useSyncExternalStore } from 'react'

/** Smaller differences are the browser's own bars coming and going. */
const keyboard = 120

/** Pixels that a keyboard on the screen leaves of the page; null while there is none. */
export function useHeightAboveKeyboard(): number | null {
  return useSyncExternalStore(subscribe, heightAboveKeyboard)
}

function heightAboveKeyboard(): number | null {
  const viewport = window.visualViewport
  // Zooming in shrinks the viewport as well.
  if (!viewport || viewport.scale > 1.01) return null
  const isCovered = window.innerHeight - viewport.height > keyboard
  return isCovered ? Math.round(viewport.height) : null
}

function subscribe(onChange: () => void) {
  window.visualViewport?.addEventListener('resize', onChange)
  return () => window.visualViewport?.removeEventListener('resize', onChange)
}

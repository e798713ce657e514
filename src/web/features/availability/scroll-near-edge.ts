/** Pixels from the top and bottom of the screen within which a drag scrolls; bars stand there too. */
const edge = 96
const pixelsPerFrame = 8

/**
 * Scrolls the page while a drag is near the top or bottom of the screen, until the answered function is called.
 * @param y where the pointer is on the screen
 * @param isDragging false while the pointer has not moved yet
 * @param onScrolled called after each step
 */
export function scrollNearEdge(
  y: () => number,
  isDragging: () => boolean,
  onScrolled: () => void,
): () => void {
  let frame = requestAnimationFrame(step)
  return () => cancelAnimationFrame(frame)

  function step() {
    frame = requestAnimationFrame(step)
    const speed = isDragging() ? speedAt(y(), window.innerHeight) : 0
    if (speed === 0) return
    const before = window.scrollY
    window.scrollBy({ top: speed, behavior: 'instant' })
    if (window.scrollY !== before) onScrolled()
  }
}

/** Pixels a frame: faster the nearer the edge, negative towards the top. */
export function speedAt(y: number, height: number): number {
  if (y < edge) return -Math.ceil((Math.min(edge - y, edge) / edge) * pixelsPerFrame)
  if (y > height - edge) return Math.ceil((Math.min(y - height + edge, edge) / edge) * pixelsPerFrame)
  return 0
}

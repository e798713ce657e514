import type { Gesture } from './crop.ts'

interface Point {
  x: number
  y: number
}

/**
 * Tells what mouse, fingers and wheel do on the frame, until the signal: one finger moves, two pinch, a wheel zooms.
 * The frame needs `touch-action: none`.
 */
export function listenForGestures(
  frame: HTMLElement,
  tell: (gesture: Gesture) => void,
  signal: AbortSignal,
): void {
  const pointers = new Map<number, Point>()

  function onDown(event: PointerEvent) {
    if (event.button !== 0) return
    frame.setPointerCapture(event.pointerId)
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY })
  }

  function onMove(event: PointerEvent) {
    if (!pointers.has(event.pointerId)) return
    const before = handOf([...pointers.values()])
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY })
    const after = handOf([...pointers.values()])
    const box = frame.getBoundingClientRect()
    tell({
      across: (after.x - before.x) / box.width,
      down: (after.y - before.y) / box.height,
      factor: before.spread > 0 && after.spread > 0 ? after.spread / before.spread : 1,
      ...placeIn(box, before),
    })
  }

  function onEnd(event: PointerEvent) {
    pointers.delete(event.pointerId)
  }

  function onWheel(event: WheelEvent) {
    event.preventDefault() // else the page scrolls, or with a pinch on a touch pad grows
    const factor = 2 ** (-event.deltaY / (event.ctrlKey ? 100 : 500))
    const place = placeIn(frame.getBoundingClientRect(), { x: event.clientX, y: event.clientY })
    tell({ across: 0, down: 0, factor, ...place })
  }

  frame.addEventListener('pointerdown', onDown, { signal })
  frame.addEventListener('pointermove', onMove, { signal })
  frame.addEventListener('lostpointercapture', onEnd, { signal })
  frame.addEventListener('wheel', onWheel, { signal, passive: false })
}

/** The middle of all fingers, and how far they are from it. */
function handOf(points: Point[]) {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [x, y] = [mean(points.map((point) => point.x)), mean(points.map((point) => point.y))]
  return { x, y, spread: mean(points.map((point) => Math.hypot(point.x - x, point.y - y))) }
}

function placeIn(box: DOMRect, { x, y }: Point) {
  return { u: (x - box.left) / box.width, v: (y - box.top) / box.height }
}

import { scrollNearEdge } from './scroll-near-edge.ts'

/** Milliseconds that a finger rests before it paints instead of scrolling. */
const hold = 220
/** Pixels that a finger may tremble. */
const slop = 8

/** Told in pixels of the screen. */
export interface StrokeListener {
  start: (x: number, y: number) => void
  extend: (x: number, y: number) => void
  end: () => void
  cancel: () => void
}

interface Gesture {
  pointer: number
  startX: number
  startY: number
  x: number
  y: number
  /** A finger that may yet turn out to scroll does not paint. */
  paints: boolean
  timer?: ReturnType<typeof setTimeout>
}

/**
 * Turns pointers on an element into strokes, until the signal.
 * A mouse and a pen paint at once. A finger that moves up or down scrolls the page as everywhere else; it paints
 * after resting for a moment, at once when it moves sideways, and a tap paints one cell.
 * Strokes begin on grid cells, which need `touch-action: pan-y pinch-zoom`.
 */
export function listenForStrokes(element: HTMLElement, listener: StrokeListener, signal: AbortSignal): void {
  let gesture: Gesture | null = null
  let stopScrolling = () => {}

  function paint(from: Gesture) {
    clearTimeout(from.timer)
    from.paints = true
    listener.start(from.startX, from.startY)
    stopScrolling = scrollNearEdge(
      () => from.y,
      () => distance(from) > slop,
      () => listener.extend(from.x, from.y),
    )
  }

  function drop() {
    clearTimeout(gesture?.timer)
    stopScrolling()
    gesture = null
  }

  function onDown(event: PointerEvent) {
    const { pointerId: pointer, clientX: x, clientY: y } = event
    if (gesture) {
      // A second finger zooms.
      listener.cancel()
      return drop()
    }
    if (!event.isPrimary || event.button !== 0 || !isPaintable(event.target)) return
    const started: Gesture = { pointer, startX: x, startY: y, x, y, paints: false }
    gesture = started
    if (event.pointerType !== 'touch') {
      element.setPointerCapture(pointer)
      return paint(started)
    }
    started.timer = setTimeout(() => {
      navigator.vibrate?.(10)
      paint(started)
    }, hold)
  }

  function onMove(event: PointerEvent) {
    if (event.pointerId !== gesture?.pointer) return
    gesture.x = event.clientX
    gesture.y = event.clientY
    if (!gesture.paints) {
      if (distance(gesture) <= slop) return
      if (Math.abs(gesture.y - gesture.startY) >= Math.abs(gesture.x - gesture.startX)) return drop()
      paint(gesture)
    }
    listener.extend(gesture.x, gesture.y)
  }

  function onUp(event: PointerEvent) {
    if (event.pointerId !== gesture?.pointer) return
    if (!gesture.paints) paint(gesture)
    drop()
    listener.end()
  }

  function onLost(event: PointerEvent) {
    if (event.pointerId !== gesture?.pointer) return
    const painted = gesture.paints
    drop()
    if (painted) listener.end()
  }

  // touch-action cannot be changed in mid-gesture; this keeps the browser from scrolling once a finger paints.
  function onTouchMove(event: TouchEvent) {
    if (gesture?.paints && event.cancelable) event.preventDefault()
  }

  // A pen shows itself before it touches, so that it need not wait to be told from a scrolling finger.
  function onOver(event: PointerEvent) {
    element.toggleAttribute('data-pen', event.pointerType === 'pen')
  }

  // A long press would open a menu.
  function onMenu(event: Event) {
    if (gesture) event.preventDefault()
  }

  element.addEventListener('pointerover', onOver, { signal })
  element.addEventListener('pointerdown', onDown, { signal })
  element.addEventListener('pointermove', onMove, { signal })
  element.addEventListener('pointerup', onUp, { signal })
  element.addEventListener('pointercancel', onLost, { signal })
  element.addEventListener('touchmove', onTouchMove, { signal, passive: false })
  element.addEventListener('contextmenu', onMenu, { signal })
  signal.addEventListener('abort', drop)
}

/** The labels beside the cells stay a place to scroll by. */
function isPaintable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="gridcell"]') !== null
}

function distance({ x, y, startX, startY }: Gesture): number {
  return Math.hypot(x - startX, y - startY)
}

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

/** Pixels from the end within which somebody who scrolls towards it is there. */
const near = 64

/** What somebody scrolls with. */
const hands = ['wheel', 'touchmove', 'pointerdown', 'keydown']

/** Milliseconds until messages that were just scrolled to have their heights. */
const settling = 500

/**
 * Keeps a scrolled pane at its end while one is there: when messages come, grow, or a keyboard takes of its height.
 * Elsewhere what one reads stays above the keyboard, too.
 */
export function useEnd(pane: RefObject<HTMLElement | null>, content: RefObject<HTMLElement | null>) {
  const holds = useRef(true)
  const settlesUntil = useRef(0)
  const [isAtEnd, setIsAtEnd] = useState(true)

  const become = useCallback((is: boolean) => {
    holds.current = is
    setIsAtEnd(is)
  }, [])

  const toEnd = useCallback(() => {
    become(true)
    settlesUntil.current = performance.now() + settling
    pane.current?.scrollTo({ top: pane.current.scrollHeight })
  }, [become, pane])

  /** Lets go of the end for another place; takes it up again where all of it is in sight. */
  const leave = useCallback(() => {
    become(false)
    setTimeout(() => pane.current && left(pane.current) < 2 && become(true), settling)
  }, [become, pane])

  useEffect(() => {
    const element = pane.current
    if (!element || !content.current) return
    let { scrollTop, clientHeight } = element
    const onScroll = () => {
      const isUp = element.scrollTop < scrollTop
      scrollTop = element.scrollTop
      // Until heights are known, the end moves; then only whoever scrolls up lets go of it.
      if (isUp && holds.current && performance.now() < settlesUntil.current)
        element.scrollTop = element.scrollHeight
      else if (isUp ? left(element) >= 2 : left(element) < near) become(!isUp)
    }
    const onHand = () => {
      settlesUntil.current = 0
    }
    const observer = new ResizeObserver(() => {
      element.scrollTop = holds.current
        ? element.scrollHeight
        : element.scrollTop + clientHeight - element.clientHeight
      clientHeight = element.clientHeight
    })
    observer.observe(element)
    observer.observe(content.current)
    element.addEventListener('scroll', onScroll, { passive: true })
    for (const type of hands) element.addEventListener(type, onHand, { passive: true })
    return () => {
      observer.disconnect()
      for (const type of hands) element.removeEventListener(type, onHand)
      element.removeEventListener('scroll', onScroll)
    }
  }, [pane, content, become])

  return { isAtEnd, toEnd, leave }
}

const left = (element: HTMLElement) => element.scrollHeight - element.scrollTop - element.clientHeight

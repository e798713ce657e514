import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

/** Pixels from the end within which somebody who scrolls towards it is there. */
const near = 64

/** Milliseconds until what was opened in the middle has its place. */
const settling = 500

/**
 * Keeps a scrolled pane at its end while one is there: when messages come, grow, or a keyboard takes of its height.
 * Elsewhere what one reads stays above the keyboard, too.
 */
export function useEnd(pane: RefObject<HTMLElement | null>, content: RefObject<HTMLElement | null>) {
  const holds = useRef(true)
  const [isAtEnd, setIsAtEnd] = useState(true)

  const become = useCallback((is: boolean) => {
    holds.current = is
    setIsAtEnd(is)
  }, [])

  const toEnd = useCallback(() => {
    become(true)
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
      // Only whoever scrolls up lets go: heights that turn out otherwise move the end away, too.
      if (isUp ? left(element) >= 2 : left(element) < near) become(!isUp)
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
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [pane, content, become])

  return { isAtEnd, toEnd, leave }
}

const left = (element: HTMLElement) => element.scrollHeight - element.scrollTop - element.clientHeight

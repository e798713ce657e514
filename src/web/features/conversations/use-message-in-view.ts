import { type RefObject, useEffect, useRef } from 'react'

interface Paged {
  hasNextPage: boolean
  isFetching: boolean
  fetchNextPage: () => unknown
}

/** Milliseconds that the message stands out. */
const shown = 2500

/**
 * Brings a message into view once, reading pages of the past until it is there. Messages are found in the pane by
 * `data-sequence`.
 */
export function useMessageInView(
  pane: RefObject<HTMLElement | null>,
  sequence: number | undefined,
  oldest: number | undefined,
  { hasNextPage, isFetching, fetchNextPage }: Paged,
): void {
  const done = useRef<number>(undefined)
  useEffect(() => {
    if (sequence === undefined || oldest === undefined || done.current === sequence || isFetching) return
    if (oldest > sequence && hasNextPage) {
      fetchNextPage()
      return
    }
    done.current = sequence
    const message = pane.current?.querySelector(`[data-sequence="${sequence}"]`)
    message?.scrollIntoView({ block: 'center' })
    message?.setAttribute('data-found', '')
    setTimeout(() => message?.removeAttribute('data-found'), shown)
  }, [pane, sequence, oldest, hasNextPage, isFetching, fetchNextPage])
}

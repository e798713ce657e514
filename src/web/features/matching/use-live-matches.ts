import { useEffect, useRef } from 'react'
import { watchMatches } from '#contract/matching.ts'
import { address } from '../../api/client.ts'
import { listen } from '../../api/event-stream.ts'
import { coalesce } from './coalesce.ts'

/** A list is renewed every ten seconds at most, and thousands of open pages not in the same moment. */
const pace = { every: 10_000, spread: 3_000 }

/**
 * Calls `renew` soon after others have changed what the list is made from, for as long as the page is in sight.
 * @param isOn false where there is no list to watch
 */
export function useLiveMatches(courseId: string, renew: () => void, isOn: boolean): void {
  const newest = useRef(renew)
  useEffect(() => {
    newest.current = renew
  })

  useEffect(() => {
    if (!isOn) return
    const url = address(watchMatches.path, { id: courseId })
    const renewal = coalesce(() => newest.current(), pace)
    let stop: (() => void) | undefined

    // Once it is seen again it begins anew, and is told whatever changed meanwhile.
    function follow() {
      stop?.()
      stop = document.visibilityState === 'hidden' ? undefined : listen(url, 'changed', renewal.ask)
    }

    follow()
    document.addEventListener('visibilitychange', follow)
    return () => {
      document.removeEventListener('visibilitychange', follow)
      stop?.()
      renewal.stop()
    }
  }, [courseId, isOn])
}

import { useEffect, useState } from 'react'

/** Seconds until an instant (milliseconds since 1970), counted down; 0 once it is past. */
export function useSecondsUntil(instant: number): number {
  const [now, setNow] = useState(Date.now)
  const isOver = now >= instant
  useEffect(() => {
    if (isOver) return
    const counting = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(counting)
  }, [isOver])
  return Math.max(0, Math.ceil((instant - now) / 1000))
}

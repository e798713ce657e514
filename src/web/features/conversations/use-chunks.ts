import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { chunkQuery } from './list-messages.ts'
import { type LoadedMessages, missingChunks } from './loaded-messages.ts'

/** Messages around what is in sight that are fetched before one gets there. */
export const ahead = 40

/** Milliseconds between two looks at where somebody scrolls, so that racing past fetches little. */
const pause = 100

export interface Range {
  from: number
  to: number
}

/** Fetches what is missing around some sequences. @returns whether that failed */
export function useChunks(id: string, loaded: LoadedMessages, ranges: readonly Range[]): boolean {
  const client = useQueryClient()
  const chunks = new Set(ranges.flatMap(({ from, to }) => missingChunks(loaded, from - ahead, to + ahead)))
  return useQueries({
    queries: [...chunks].map((chunk) => chunkQuery(client, id, chunk)),
    combine: (results) => results.some(({ isError }) => isError),
  })
}

/** A range that is told often and taken over now and then, the last one always. */
export function usePacedRange(first: Range): [Range, (range: Range) => void] {
  const [range, setRange] = useState(first)
  const next = useRef(first)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const tell = useCallback((told: Range) => {
    next.current = told
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      const { from, to } = next.current
      setRange((now) => (now.from === from && now.to === to ? now : { from, to }))
    }, pause)
  }, [])
  return [range, tell]
}

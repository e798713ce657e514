import { useMemo, useRef } from 'react'
import type { PersonRow } from './row-order.ts'
import { useSteadyRows } from './use-steady-rows.ts'

interface Pages<Row> {
  data: { pages: readonly { items: readonly Row[] }[] } | undefined
  isPlaceholderData: boolean
}

/**
 * The rows of a list that comes in pages, kept steady while somebody reads, and the element that holds them.
 * @param name what list it is: its course, filters and order
 */
export function usePeople<Row extends PersonRow>({ data, isPlaceholderData }: Pages<Row>, name: string) {
  const list = useRef<HTMLUListElement>(null)
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data])
  const pages = data?.pages.length ?? 0
  const steady = useSteadyRows({ rows, pages, name, isPlaceholder: isPlaceholderData }, list)
  return { list, steady }
}

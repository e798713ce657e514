import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useRef } from 'react'
import type { Connection } from '#contract/connections.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { ShowMore } from '../../ui/show-more.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { type ConnectionFilter, connectionsQuery } from './list-connections.ts'
import { useFocusKept } from './use-focus-kept.ts'

interface ConnectionListProps {
  filter: ConnectionFilter
  empty: ReactNode
  card: (connection: Connection) => ReactNode
}

/** Connections of one kind, page by page. */
export function ConnectionList({ filter, empty, card }: ConnectionListProps) {
  const query = useInfiniteQuery(connectionsQuery(filter))
  const connections = query.data?.pages.flatMap(({ items }) => items) ?? []
  const place = useRef<HTMLDivElement>(null)
  useFocusKept(place, connections.length)

  if (query.isPending) return <Skeleton className="h-28" />
  if (query.error && !query.data)
    return <ProblemNotice error={query.error} retry={() => void query.refetch()} />
  return (
    <div ref={place} tabIndex={-1} className="rounded-xl">
      {connections.length === 0 && empty}
      <ul className="flex flex-col gap-3">
        {connections.map((connection) => (
          <li key={connection.id}>{card(connection)}</li>
        ))}
      </ul>
      <ShowMore list={query} />
    </div>
  )
}

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { type Connection, listConnections } from '#contract/connections.ts'
import { call } from '../../api/client.ts'

export interface ConnectionFilter {
  status: Connection['status']
  direction?: Connection['direction']
}

/** My requests and connections of one kind, newest first, page by page. */
export const connectionsQuery = (filter: ConnectionFilter) =>
  infiniteQueryOptions({
    queryKey: ['connections', 'list', filter],
    queryFn: ({ signal, pageParam }) =>
      call(listConnections, { query: { ...filter, ...(pageParam && { cursor: pageParam }) }, signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: 30_000,
  })

/** Requests that wait for my answer, a hundred at most: for counts. */
export const pendingReceivedQuery = queryOptions({
  queryKey: ['connections', 'waiting'],
  queryFn: async ({ signal }) => {
    const query = { status: 'pending', direction: 'received', limit: 100 } as const
    return (await call(listConnections, { query, signal })).items
  },
  refetchInterval: 30_000,
})

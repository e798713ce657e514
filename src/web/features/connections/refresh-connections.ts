import type { QueryClient } from '@tanstack/react-query'

/** After a request or an answer: lists, matches and conversations show it. */
export function refreshConnections(client: QueryClient): Promise<unknown> {
  return Promise.all(
    ['connections', 'matches', 'conversations'].map((key) => client.invalidateQueries({ queryKey: [key] })),
  )
}

import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { Connection } from '#contract/connections.ts'
import type { Match } from '#contract/matching.ts'
import { pendingReceivedQuery } from './list-connections.ts'

export type AnswerName = 'accept' | 'decline' | 'cancel'

type Pages<Item> = InfiniteData<{ items: Item[]; nextCursor: string | null }>

/**
 * Shows a request or connection as answered before the service has said so: gone from its list, settled in matches.
 * Answers how to put things back.
 */
export async function showAnswer(client: QueryClient, id: string, answer: AnswerName): Promise<() => void> {
  const keys = [['connections'], ['matches']]
  await Promise.all(keys.map((queryKey) => client.cancelQueries({ queryKey })))
  const before = keys.flatMap((queryKey) => client.getQueriesData({ queryKey }))

  const isOther = (connection: Connection) => connection.id !== id
  client.setQueriesData<Pages<Connection>>({ queryKey: ['connections', 'list'] }, (list) =>
    changePages(list, (items) => items.filter(isOther)),
  )
  client.setQueryData(pendingReceivedQuery.queryKey, (waiting) => waiting?.filter(isOther))
  client.setQueriesData<Pages<Match>>({ queryKey: ['matches'] }, (list) =>
    changePages(list, (items) =>
      items.map((match) => (match.connectionId === id ? answered(match, answer) : match)),
    ),
  )

  return () => {
    for (const [key, data] of before) client.setQueryData(key, data)
  }
}

function answered(match: Match, answer: AnswerName): Match {
  return answer === 'accept'
    ? { ...match, status: 'connected' }
    : { ...match, status: 'none', connectionId: null }
}

function changePages<Item>(
  list: Pages<Item> | undefined,
  change: (items: Item[]) => Item[],
): Pages<Item> | undefined {
  return list && { ...list, pages: list.pages.map((page) => ({ ...page, items: change(page.items) })) }
}

import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { Connection } from '#contract/connections.ts'
import type { Match, PersonMatch } from '#contract/matching.ts'
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
  const settle = <Stand extends Pick<Match, 'status' | 'connectionId'>>(stand: Stand) =>
    stand.connectionId === id ? answered(stand, answer) : stand
  client.setQueriesData<Pages<Match>>({ queryKey: ['matches', 'course'] }, (list) =>
    changePages(list, (items) => items.map(settle)),
  )
  client.setQueriesData<Pages<PersonMatch>>({ queryKey: ['matches', 'all'] }, (list) =>
    changePages(list, (items) => items.map((match) => ({ ...match, courses: match.courses.map(settle) }))),
  )

  return () => {
    for (const [key, data] of before) client.setQueryData(key, data)
  }
}

function answered<Stand extends Pick<Match, 'status' | 'connectionId'>>(
  stand: Stand,
  answer: AnswerName,
): Stand {
  return answer === 'accept'
    ? { ...stand, status: 'connected' }
    : { ...stand, status: 'none', connectionId: null }
}

function changePages<Item>(
  list: Pages<Item> | undefined,
  change: (items: Item[]) => Item[],
): Pages<Item> | undefined {
  return list && { ...list, pages: list.pages.map((page) => ({ ...page, items: change(page.items) })) }
}

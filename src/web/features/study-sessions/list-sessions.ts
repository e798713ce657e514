import { queryOptions } from '@tanstack/react-query'
import { listConversationStudySessions, listStudySessions } from '#contract/study-sessions.ts'
import { call } from '../../api/client.ts'

/** Begins the keys of all that is asked about sessions. */
export const sessionsKey = ['study-sessions']

/** Those of a conversation, newest proposal first. */
export const conversationSessionsQuery = (id: string) =>
  queryOptions({
    queryKey: [...sessionsKey, 'of', id],
    queryFn: async ({ signal }) =>
      (await call(listConversationStudySessions, { params: { id }, signal })).items,
  })

/** What I have agreed on in so many days from now, soonest first. */
export const comingSessionsQuery = (days: number) =>
  queryOptions({
    queryKey: [...sessionsKey, 'coming', days],
    queryFn: async ({ signal }) => (await call(listStudySessions, { query: { days }, signal })).items,
    refetchInterval: 5 * 60_000,
  })

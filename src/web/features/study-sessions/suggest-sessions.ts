import { queryOptions } from '@tanstack/react-query'
import { suggestStudySessions } from '#contract/study-sessions.ts'
import { call } from '../../api/client.ts'
import { sessionsKey } from './list-sessions.ts'

/** When the two of a conversation are both free next. */
export const suggestionsQuery = (id: string) =>
  queryOptions({
    queryKey: [...sessionsKey, 'suggestions', id],
    queryFn: async ({ signal }) => (await call(suggestStudySessions, { params: { id }, signal })).items,
    staleTime: 0,
  })

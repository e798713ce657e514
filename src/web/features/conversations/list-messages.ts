import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { listMessages, type Message } from '#contract/conversations.ts'
import { call } from '../../api/client.ts'
import { sessionsKey } from '../study-sessions/list-sessions.ts'
import { chunkSize, loadedFrom, withMessages } from './loaded-messages.ts'

const limit = chunkSize

/** Messages of a conversation: the newest, and what the queries below add to them. */
export const messagesQuery = (id: string) =>
  queryOptions({
    queryKey: ['messages', id, 'loaded'],
    queryFn: async ({ signal }) =>
      loadedFrom((await call(listMessages, { params: { id }, query: { limit }, signal })).items),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Older messages that are looked at. What was changed while they were on their way is asked for once more. */
export const chunkQuery = (client: QueryClient, id: string, chunk: number) =>
  queryOptions({
    queryKey: ['messages', id, 'chunk', chunk],
    queryFn: async ({ signal }) => {
      const query = { after: chunk * chunkSize, limit }
      const revision = () => client.getQueryData<number>(['messages', id, 'changes'])
      let before: number | undefined
      let items: Message[]
      do {
        before = revision()
        items = (await call(listMessages, { params: { id }, query, signal })).items
      } while (before !== undefined && revision() !== before)
      addMessages(client, id, items)
      return null
    },
    staleTime: 0,
    gcTime: 0,
  })

/**
 * Asks for what has come after the newest message here: every few seconds while the page is in sight, seldom while
 * messages come by themselves.
 */
export const newMessagesQuery = (client: QueryClient, id: string, isLive: boolean) =>
  queryOptions({
    queryKey: ['messages', id, 'new'],
    queryFn: async ({ signal }) => {
      let loaded = client.getQueryData(messagesQuery(id).queryKey)
      for (let isLast = !loaded; loaded && !isLast; ) {
        const query = { after: loaded.last, limit }
        const { items, nextCursor } = await call(listMessages, { params: { id }, query, signal })
        loaded = addMessages(client, id, items)
        isLast = nextCursor === null
      }
      return null
    },
    refetchInterval: isLive ? 60_000 : 3_000,
    staleTime: 0,
  })

/** Adds messages to those of a conversation that are here. */
export function addMessages(client: QueryClient, id: string, messages: readonly Message[]) {
  if (messages.some(({ type }) => type === 'system')) void client.invalidateQueries({ queryKey: sessionsKey })
  return client.setQueryData(messagesQuery(id).queryKey, (loaded) => loaded && withMessages(loaded, messages))
}

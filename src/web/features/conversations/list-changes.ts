import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Message } from '#contract/conversations.ts'
import { listChanges } from '#contract/message-changes.ts'
import { call } from '../../api/client.ts'
import { messagesQuery } from './list-messages.ts'
import { listLoaded, withChanges } from './loaded-messages.ts'

const atOnce = 100

/** Asks which messages were edited or deleted; remembers up to which revision. */
export const changesQuery = (client: QueryClient, id: string, isLive: boolean) => {
  const queryKey = ['messages', id, 'changes'] as const
  return queryOptions({
    queryKey,
    queryFn: async ({ signal }) => {
      let after = client.getQueryData<number>(queryKey) ?? newestRevision(client, id)
      for (let isLast = false; !isLast; ) {
        const { items } = await call(listChanges, { params: { id }, query: { after, limit: atOnce }, signal })
        takeChanges(client, id, items)
        after = items.at(-1)?.revision ?? after
        isLast = items.length < atOnce
      }
      return after
    },
    refetchInterval: isLive ? 60_000 : 5_000,
    staleTime: 0,
    gcTime: Number.POSITIVE_INFINITY,
  })
}

/** Puts changed messages in the place of what they were. */
export function takeChanges(client: QueryClient, id: string, changed: readonly Message[]): void {
  if (changed.length === 0) return
  client.setQueryData(messagesQuery(id).queryKey, (loaded) => loaded && withChanges(loaded, changed))
  void client.invalidateQueries({ queryKey: ['conversations'] })
}

/** Changes are numbered in order, so what was read with this revision has all before it. */
function newestRevision(client: QueryClient, id: string): number {
  const loaded = client.getQueryData(messagesQuery(id).queryKey)
  return Math.max(0, ...(loaded ? listLoaded(loaded).map(({ revision }) => revision) : []))
}

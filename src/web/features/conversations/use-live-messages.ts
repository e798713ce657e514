import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { mostPlaces, type ServerFrame } from '#contract/live.ts'
import { openLiveSocket } from '../../api/live-socket.ts'
import { notificationsKey } from '../notifications/list-notifications.ts'
import { conversationQuery } from './get-conversation.ts'
import { addMessages } from './list-messages.ts'
import type { LoadedMessages } from './loaded-messages.ts'
import { notePresence, noteTyping, say, setLive } from './signals.ts'

/** Milliseconds in which what changes counts is asked for once. */
const gather = 300

/** Has messages come as they are sent. Once in the page, beside whatever it shows. */
export function useLiveMessages() {
  const client = useQueryClient()
  useEffect(() => {
    let counting: ReturnType<typeof setTimeout> | undefined
    const countSoon = () => {
      counting ??= setTimeout(() => {
        counting = undefined
        void client.invalidateQueries({ queryKey: ['conversations'] })
      }, gather)
    }
    const socket = openLiveSocket({
      places: () => placesIn(client),
      onFrame(frame) {
        hear(client, frame)
        if (['resumed', 'messages', 'positions'].includes(frame.type)) countSoon()
      },
      onChange: (isOpen) => setLive(isOpen, socket.say),
      onSignedOut: () => void client.invalidateQueries({ queryKey: ['conversations'] }),
    })
    return () => {
      clearTimeout(counting)
      socket.end()
    }
  }, [client])
}

function hear(client: QueryClient, frame: ServerFrame): void {
  if (frame.type === 'typing') noteTyping(frame.conversationId, true)
  if (frame.type === 'presence') notePresence(frame)
  if (frame.type === 'positions') {
    const { conversationId, read, unread, partnerAt } = frame
    client.setQueryData(
      conversationQuery(conversationId).queryKey,
      (before) => before && { ...before, read, unread, partnerAt },
    )
  }
  // Changes told while there was no socket are asked for.
  if (frame.type === 'resumed')
    void client.invalidateQueries({
      predicate: ({ queryKey: [of, , what] }) => of === 'messages' && what === 'changes',
    })
  if (frame.type === 'changed')
    void client.invalidateQueries({ queryKey: ['messages', frame.conversationId, 'changes'] })
  if (['notified', 'positions', 'resumed'].includes(frame.type))
    void client.invalidateQueries({ queryKey: notificationsKey })
  if (frame.type === 'messages') take(client, frame)
}

function take(
  client: QueryClient,
  { conversationId: id, messages }: Extract<ServerFrame, { type: 'messages' }>,
) {
  addMessages(client, id, messages)
  noteTyping(id, false)
  say({ type: 'received', conversationId: id, sequence: messages.at(-1)?.sequence ?? 0 })
}

/** What this page has; of a conversation that it has not opened it hears what is new. */
function placesIn(client: QueryClient): Record<string, number> {
  const loaded = client.getQueriesData<LoadedMessages>({ queryKey: ['messages'] })
  const places = loaded.flatMap(([[, id, kind], data]): [string, number][] =>
    kind === 'loaded' && data ? [[String(id), data.last]] : [],
  )
  return Object.fromEntries(places.slice(-mostPlaces))
}

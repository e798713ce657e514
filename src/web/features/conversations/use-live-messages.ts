import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { mostPlaces } from '#contract/live.ts'
import { openLiveSocket } from '../../api/live-socket.ts'
import { meQuery } from '../accounts/get-me.ts'
import { addMessages } from './list-messages.ts'
import { completeSequence, type MessagePages } from './message-pages.ts'

let isLive = false
const listeners = new Set<() => void>()

/** Whether messages come by themselves; while they do not, pages ask for them. */
export const useIsLive = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => isLive,
  )

/** Has messages come as they are sent. Once in the page, beside whatever it shows. */
export function useLiveMessages() {
  const client = useQueryClient()
  useEffect(
    () =>
      openLiveSocket({
        places: () => placesIn(client),
        onFrame(frame) {
          if (frame.type === 'resumed' || frame.type === 'positions')
            void client.invalidateQueries({ queryKey: ['conversations'] })
          if (frame.type !== 'messages') return
          const { conversationId: id, messages } = frame
          addMessages(client, id, messages)
          // What was sent while the page was fetched is in neither; asking finds it.
          const pages = client.getQueryData<MessagePages>(['messages', id, 'pages'])
          if (pages && completeSequence(pages) < (messages.at(-1)?.sequence ?? 0))
            void client.invalidateQueries({ queryKey: ['messages', id, 'new'] })
          void client.invalidateQueries({ queryKey: ['conversations'] })
        },
        onChange(isOpen) {
          isLive = isOpen
          for (const listener of listeners) listener()
        },
        onSignedOut: () => void client.invalidateQueries({ queryKey: meQuery.queryKey }),
      }),
    [client],
  )
}

/** What this page has; of a conversation that it has not opened it hears what is new. */
function placesIn(client: QueryClient): Record<string, number> {
  const pages = client.getQueriesData<MessagePages>({ queryKey: ['messages'] })
  const places = pages.flatMap(([[, id, kind], data]): [string, number][] =>
    kind === 'pages' && data ? [[String(id), completeSequence(data)]] : [],
  )
  return Object.fromEntries(places.slice(-mostPlaces))
}

import type { Parts } from '../../../parts.ts'
import { publish } from './hints.ts'
import type { Hub } from './hub.ts'

const hubs = new WeakMap<Parts, Pick<Hub, 'tell'>>()

/** The hub of this process, by which other features let pages hear of what they wrote in a conversation. */
export const setHub = (parts: Parts, hub: Pick<Hub, 'tell'>) => void hubs.set(parts, hub)

/** In a process without sockets, what its jobs do is told to those that have them. */
export function tellOtherNodes(parts: Parts): void {
  setHub(parts, { tell: (hint) => publish(parts.redis, hint) })
  parts.tellNotified = (userIds) => {
    if (userIds.length > 0) publish(parts.redis, { userIds, about: 'notified' })
  }
}

/** Lets the pages of both look for what is new. Without it they would find it some seconds later. */
export function tellConversation(parts: Parts, conversationId: string, userIds: string[]): void {
  hubs.get(parts)?.tell({ conversationId, userIds, about: 'new' })
}

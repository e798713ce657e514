import type { FastifyInstance } from 'fastify'
import type { Message } from '#contract/conversations.ts'
import * as changes from '#contract/message-changes.ts'
import * as search from '#contract/message-search.ts'
import { spend } from '#platform/http/limit.ts'
import { route } from '#platform/http/route.ts'
import type { Parts } from '../../parts.ts'
import { type Changed, deleteMessage, editMessage, listChanges } from './changes.ts'
import type { Hint } from './live/hints.ts'
import { searchMessages } from './search.ts'

/** Each looks through all that two have written. */
const mostSearches = { name: 'search', points: 60, seconds: 60 }

/** What is done with messages that are there. */
export function messageRoutes(app: FastifyInstance, parts: Parts, tell: (hint: Hint) => void): void {
  const { prisma } = parts.database
  const edits = { name: 'message-edit', points: parts.settings.messageLimitPerMinute, seconds: 60 }
  route(app, changes.editMessage, async ({ student, params, body, reply }) => {
    await spend(parts.limits, edits, student.id, reply)
    return told(params.id, await editMessage(prisma, student, params.id, params.messageId, body.content))
  })
  route(app, changes.deleteMessage, async ({ student, params }) =>
    told(params.id, await deleteMessage(parts, student, params.id, params.messageId)),
  )
  route(app, changes.listChanges, ({ student, params, query }) =>
    listChanges(prisma, student, params.id, query),
  )
  route(app, search.searchMessages, async ({ student, query, reply }) => {
    await spend(parts.limits, mostSearches, student.id, reply)
    return searchMessages(prisma, student, query)
  })

  /** Lets the pages of both know. */
  function told(conversationId: string, { message, partnerId }: Changed): Message {
    tell({ conversationId, userIds: [message.senderId, partnerId], about: 'changed' })
    return message
  }
}

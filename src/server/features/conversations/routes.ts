import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/conversations.ts'
import { route } from '#platform/http/route.ts'
import type { Parts } from '../../parts.ts'
import { getConversation, listConversations, listMessages, markRead, sendMessage } from './service.ts'

export function conversationRoutes(app: FastifyInstance, { database }: Parts): void {
  const { prisma } = database
  route(app, contract.listConversations, ({ student, query }) => listConversations(prisma, student, query))
  route(app, contract.getConversation, ({ student, params }) => getConversation(prisma, student, params.id))
  route(app, contract.listMessages, ({ student, params, query }) =>
    listMessages(prisma, student, params.id, query),
  )
  route(app, contract.sendMessage, ({ student, params, body }) =>
    sendMessage(database, student, params.id, body),
  )
  route(app, contract.markRead, ({ student, params, body }) =>
    markRead(prisma, student, params.id, body.sequence),
  )
}

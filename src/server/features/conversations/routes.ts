import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/conversations.ts'
import { wake } from '#features/notifications/service.ts'
import { type Counted, spendAll } from '#platform/http/limit.ts'
import { route } from '#platform/http/route.ts'
import type { Parts } from '../../parts.ts'
import { findSignals, saveSignals } from './data/positions.ts'
import { type LiveOptions, liveRoutes } from './live/routes.ts'
import { messageRoutes } from './message-routes.ts'
import { getConversation, listConversations, listMessages, markRead, sendMessage } from './service.ts'
import { openWriteTogether } from './write-together.ts'

export function conversationRoutes(app: FastifyInstance, parts: Parts, options?: LiveOptions): void {
  const { database, limits, log, metrics, settings } = parts
  const { prisma } = database
  const live = liveRoutes(app, parts, options)
  const writeTogether = openWriteTogether(database.sql, (err) =>
    log.warn({ err }, 'messages could not be written together'),
  )
  const post = { database, writeTogether }
  const perMinute = settings.messageLimitPerMinute
  const aMinute = { name: 'message', points: perMinute, seconds: 60 }
  const anHour = { name: 'messages', points: perMinute * 10, seconds: 3600 }
  route(app, contract.listConversations, ({ student, query }) => listConversations(prisma, student, query))
  route(app, contract.getConversation, ({ student, params }) => getConversation(prisma, student, params.id))
  route(app, contract.listMessages, ({ student, params, query }) =>
    listMessages(prisma, student, params.id, query),
  )
  route(app, contract.sendMessage, async ({ student, params, body, reply }) => {
    const counted: Counted[] = [
      [aMinute, student.id],
      [anHour, student.id],
    ]
    await spendAll(limits, counted, reply)
    const { message, partnerId, signIns } = await sendMessage(post, student, params.id, body)
    const about = { conversationId: params.id, userIds: [student.id, partnerId], about: 'new' as const }
    live.tell(about, signIns && { message, signIns })
    wake(parts)
    metrics?.messages.inc()
    return message
  })
  route(app, contract.markRead, async ({ student, params, body }) => {
    const { partnerId } = await markRead(prisma, student, params.id, body.sequence)
    live.tell({ conversationId: params.id, userIds: [student.id, partnerId], about: 'positions' })
  })
  route(app, contract.getSignals, ({ student }) => findSignals(prisma, student.id))
  route(app, contract.putSignals, async ({ student, body }) => {
    await database.transaction((db) => saveSignals(db, student.id, body))
    return body
  })
  messageRoutes(app, parts, live.tell)
}

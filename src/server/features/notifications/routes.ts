import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/notifications.ts'
import { signInOf } from '#features/accounts/service.ts'
import { spend } from '#platform/http/limit.ts'
import { route } from '#platform/http/route.ts'
import type { Parts } from '../../parts.ts'
import { findSettings, saveSettings } from './data/settings.ts'
import { deleteSubscription } from './data/subscriptions.ts'
import { pushKeys } from './keys.ts'
import { listNotifications, putSubscription, readNotifications, unsubscribe } from './service.ts'

/** Each is an address that this service calls. */
const mostSubscriptions = { name: 'push-subscription', points: 60, seconds: 3600 }

export function notificationRoutes(app: FastifyInstance, parts: Parts): void {
  const { database, limits } = parts
  const { prisma } = database

  route(app, contract.listNotifications, ({ student, query }) => listNotifications(prisma, student, query))
  route(app, contract.readNotifications, ({ student, body }) => readNotifications(parts, student, body))
  route(app, contract.getNotificationSettings, ({ student }) => findSettings(prisma, student.id))
  route(app, contract.putNotificationSettings, async ({ student, body }) => {
    await database.transaction((db) => saveSettings(db, student.id, body))
    return body
  })

  route(app, contract.getPushKey, async () => ({ publicKey: (await pushKeys(parts)).publicKey }))
  route(app, contract.putPushSubscription, async ({ student, body, request, reply }) => {
    await spend(limits, mostSubscriptions, student.id, reply)
    const { session } = await signInOf(parts, request)
    return putSubscription(parts, student, session, body)
  })
  route(app, contract.deletePushSubscription, ({ student, params }) =>
    deleteSubscription(prisma, student.id, params.id),
  )

  // Mail programs send a form, of which only that it was sent matters.
  app.register(async (scope) => {
    scope.addContentTypeParser(
      ['application/x-www-form-urlencoded', 'multipart/form-data'],
      { parseAs: 'buffer', bodyLimit: 1024 },
      (_request, _body, done) => done(null, undefined),
    )
    route(scope, contract.unsubscribe, ({ params }) => unsubscribe(parts, params.token))
  })
}

import type { FastifyInstance } from 'fastify'
import type { Connection } from '#contract/connections.ts'
import * as contract from '#contract/connections.ts'
import { announce } from '#features/notifications/service.ts'
import { spend } from '#platform/http/limit.ts'
import { route } from '#platform/http/route.ts'
import type { Parts } from '../../parts.ts'
import { answerConnection, getConnection, listConnections, requestConnection } from './service.ts'

export function connectionRoutes(app: FastifyInstance, parts: Parts): void {
  const { database, settings, limits } = parts
  const { prisma } = database
  const requests = { name: 'request', points: settings.requestLimitPerDay, seconds: 24 * 3600 }
  route(app, contract.requestConnection, async ({ student, body, reply }) => {
    await spend(limits, requests, student.id, reply)
    return told(await requestConnection(database, settings, student, body))
  })
  route(app, contract.listConnections, ({ student, query }) => listConnections(prisma, student, query))
  route(app, contract.getConnection, ({ student, params }) => getConnection(prisma, student, params.id))
  route(app, contract.acceptConnection, async ({ student, params }) =>
    told(await answerConnection(database, student, params.id, 'accepted')),
  )
  route(app, contract.declineConnection, ({ student, params }) =>
    answerConnection(database, student, params.id, 'declined'),
  )
  route(app, contract.cancelConnection, ({ student, params }) =>
    answerConnection(database, student, params.id, 'cancelled'),
  )

  /** Lets the other one know. */
  function told(connection: Connection): Connection {
    announce(parts, [connection.partner.id])
    return connection
  }
}

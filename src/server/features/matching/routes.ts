import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/matching.ts'
import { route } from '#platform/http/route.ts'
import type { Parts } from '../../parts.ts'
import { listMatches } from './service.ts'

export function matchingRoutes(app: FastifyInstance, { database: { prisma } }: Parts): void {
  route(app, contract.listMatches, ({ student, params, query }) =>
    listMatches(prisma, student, params.id, query),
  )
}

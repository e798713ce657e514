import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/ignores.ts'
import { route } from '#platform/http/route.ts'
import type { Parts } from '../../parts.ts'
import { ignoreStudent, listIgnored, unignoreStudent } from './service.ts'

export function ignoreRoutes(app: FastifyInstance, { database: { prisma } }: Parts): void {
  route(app, contract.listIgnored, ({ student }) => listIgnored(prisma, student))
  route(app, contract.ignoreStudent, ({ student, params }) => ignoreStudent(prisma, student, params.id))
  route(app, contract.unignoreStudent, ({ student, params }) => unignoreStudent(prisma, student, params.id))
}

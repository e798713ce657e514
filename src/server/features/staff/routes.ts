import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/staff.ts'
import { route } from '#platform/http/route.ts'
import type { Parts } from '../../parts.ts'
import { listStaff, putRole } from './service.ts'

export function staffRoutes(app: FastifyInstance, parts: Parts): void {
  route(app, contract.listStaff, ({ query }) => listStaff(parts.database.prisma, query.email))
  route(app, contract.putRole, ({ student, params, body }) => putRole(parts, student, params.id, body.role))
}

import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/universities.ts'
import { route } from '#platform/http/route.ts'
import type { Parts } from '../../parts.ts'
import { listUniversities } from './service.ts'

export function universityRoutes(app: FastifyInstance, { database }: Parts): void {
  route(app, contract.listUniversities, async () => ({ items: await listUniversities(database.prisma) }))
}

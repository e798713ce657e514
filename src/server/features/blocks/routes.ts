import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/blocks.ts'
import { route } from '#platform/http/route.ts'
import type { Parts } from '../../parts.ts'
import { blockStudent, listBlocks, unblockStudent } from './service.ts'

export function blockRoutes(app: FastifyInstance, { database: { prisma } }: Parts): void {
  route(app, contract.listBlocks, ({ student }) => listBlocks(prisma, student))
  route(app, contract.blockStudent, ({ student, params }) => blockStudent(prisma, student, params.id))
  route(app, contract.unblockStudent, ({ student, params }) => unblockStudent(prisma, student, params.id))
}

import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/exports.ts'
import { spend } from '#platform/http/limit.ts'
import { route } from '#platform/http/route.ts'
import type { Parts } from '../../parts.ts'
import { listExports, readExport, requestExport } from './service.ts'

const mostExports = { name: 'export', points: 3, seconds: 24 * 3600 }

export function exportRoutes(app: FastifyInstance, parts: Parts): void {
  route(app, contract.requestExport, async ({ student, reply }) => {
    await spend(parts.limits, mostExports, student.id, reply)
    return requestExport(parts, student)
  })
  route(app, contract.listExports, ({ student }) => listExports(parts.database.prisma, student))
  route(app, contract.downloadExport, async ({ student, params, reply }) => {
    const file = await readExport(parts, student, params.id)
    reply
      .type('application/zip')
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="${file.name}"`)
    await reply.header('content-length', file.bytes).send(file.content)
  })
}

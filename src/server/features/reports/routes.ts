import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/reports.ts'
import { spend } from '#platform/http/limit.ts'
import { route } from '#platform/http/route.ts'
import type { Parts } from '../../parts.ts'
import { actOnReport, listReports, readReportedPicture, reportStudent } from './service.ts'

/** Enough for whoever is harassed, too little for whoever harasses by it. */
const mostReports = { name: 'report', points: 20, seconds: 24 * 3600 }

export function reportRoutes(app: FastifyInstance, parts: Parts): void {
  route(app, contract.reportStudent, async ({ student, body, reply }) => {
    await spend(parts.limits, mostReports, student.id, reply)
    await reportStudent(parts, student, body)
  })
  route(app, contract.listReports, ({ student, query }) => listReports(parts.database.prisma, student, query))
  route(app, contract.getReportedPicture, async ({ student, params, reply }) => {
    const file = await readReportedPicture(parts, student, params.id)
    reply.header('cache-control', 'no-store').type('image/webp')
    await reply.header('content-length', file.bytes).send(file.content)
  })
  route(app, contract.actOnReport, ({ student, params, body }) =>
    actOnReport(parts, student, params.id, body),
  )
}

import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/availability.ts'
import { route } from '#platform/http/route.ts'
import type { Parts } from '../../parts.ts'
import { addSlot, changeSlot, deleteSlot, getWeek, replaceWeek } from './service.ts'

export function availabilityRoutes(app: FastifyInstance, { database }: Parts): void {
  route(app, contract.getWeek, ({ student }) => getWeek(database.prisma, student))
  route(app, contract.replaceWeek, ({ student, body }) => replaceWeek(database, student, body.slots))
  route(app, contract.addSlot, ({ student, body }) => addSlot(database, student, body))
  route(app, contract.changeSlot, ({ student, params, body }) =>
    changeSlot(database, student, params.id, body),
  )
  route(app, contract.deleteSlot, ({ student, params }) => deleteSlot(database, student, params.id))
}

import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/courses.ts'
import { route } from '#platform/http/route.ts'
import type { Parts } from '../../parts.ts'
import { getCourse, joinCourse, leaveCourse, listMyCourses, searchCourses } from './service.ts'

export function courseRoutes(app: FastifyInstance, parts: Parts): void {
  const { prisma } = parts.database
  route(app, contract.searchCourses, ({ student, query }) => searchCourses(parts, student, query))
  route(app, contract.getCourse, ({ student, params }) => getCourse(prisma, student, params.id))
  route(app, contract.listMyCourses, async ({ student }) => ({ items: await listMyCourses(prisma, student) }))
  route(app, contract.joinCourse, ({ student, params }) => joinCourse(prisma, student, params.id))
  route(app, contract.leaveCourse, ({ student, params }) => leaveCourse(prisma, student, params.id))
}

import { endpoint } from './endpoint.ts'
import { Id, page, pageOf, text } from './values.ts'
import { z } from './zod.ts'

export const Course = z
  .object({
    id: Id,
    code: z.string(),
    section: z.string(),
    name: z.string(),
    semester: z.string(),
    instructor: z.string().nullable(),
    schedule: z.string().nullable(),
    students: z
      .int()
      .describe('active, verified students enrolled; from 50 on the number may be up to an hour old'),
    isEnrolled: z.boolean(),
    isActive: z.boolean(),
  })
  .meta({ id: 'Course' })
export type Course = z.infer<typeof Course>

const params = z.object({ id: Id.describe('of the course') })

export const searchCourses = endpoint({
  method: 'GET',
  path: '/courses',
  id: 'searchCourses',
  tag: 'courses',
  summary: 'Search the courses of my university and its current semester',
  description:
    'By code, name or instructor, best match first; forgives typing errors and `cs161` for `CS 161`.',
  access: 'student',
  query: z.object({ q: text(100, 0).optional().describe('words to look for'), ...page }),
  status: 200,
  answer: pageOf(Course),
})

export const getCourse = endpoint({
  method: 'GET',
  path: '/courses/{id}',
  id: 'getCourse',
  tag: 'courses',
  summary: 'A course of my university',
  access: 'student',
  params,
  status: 200,
  answer: Course,
  problems: ['not-found'],
})

export const listMyCourses = endpoint({
  method: 'GET',
  path: '/me/courses',
  id: 'listMyCourses',
  tag: 'courses',
  summary: 'The courses I am in',
  access: 'student',
  status: 200,
  answer: z.object({ items: z.array(Course) }),
})

export const joinCourse = endpoint({
  method: 'PUT',
  path: '/me/courses/{id}',
  id: 'joinCourse',
  tag: 'courses',
  summary: 'Join a course',
  description: 'Joining a course one is in changes nothing.',
  access: 'student',
  params,
  status: 200,
  answer: Course,
  problems: ['not-found', 'course-inactive'],
})

export const leaveCourse = endpoint({
  method: 'DELETE',
  path: '/me/courses/{id}',
  id: 'leaveCourse',
  tag: 'courses',
  summary: 'Leave a course',
  description: 'Existing conversations stay.',
  access: 'student',
  params,
  status: 204,
  problems: ['not-found'],
})

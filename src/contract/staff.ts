import { endpoint } from './endpoint.ts'
import { Id, text } from './values.ts'
import { z } from './zod.ts'

export const Role = z.enum(['student', 'staff', 'operator'])
export type Role = z.infer<typeof Role>

/** Somebody as operators see them. */
export const StaffPerson = z
  .object({
    id: Id,
    firstName: z.string(),
    lastName: z.string(),
    email: z.string(),
    university: z.string(),
    role: Role,
    isActive: z.boolean().describe('false: suspended, or about to be deleted'),
  })
  .meta({ id: 'StaffPerson' })
export type StaffPerson = z.infer<typeof StaffPerson>

export const listStaff = endpoint({
  method: 'GET',
  path: '/staff/people',
  id: 'listStaff',
  tag: 'staff',
  summary: 'Staff and operators, or who has an address',
  description: 'Of all universities, by university and name, at most 1000.',
  access: 'operator',
  query: z.object({
    email: text(255).optional().describe('only the account with exactly this address, a student’s too'),
  }),
  status: 200,
  answer: z.object({ items: z.array(StaffPerson) }),
})

export const putRole = endpoint({
  method: 'PUT',
  path: '/staff/people/{id}/role',
  id: 'putRole',
  tag: 'staff',
  summary: 'Appoint somebody, or dismiss them',
  description:
    '`staff` look after the reports of their own university, `operator` after those of all, and appoint staff. Whose role changes is signed out everywhere and told by mail; who changed it is kept. Nobody changes their own, so that an operator is left.',
  access: 'operator',
  recent: true,
  params: z.object({ id: Id.describe('of the person') }),
  body: z.object({ role: Role }),
  status: 200,
  answer: StaffPerson,
  problems: ['not-found', 'not-allowed'],
})

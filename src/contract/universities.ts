import { endpoint } from './endpoint.ts'
import { Id } from './values.ts'
import { z } from './zod.ts'

export const University = z
  .object({
    id: Id,
    name: z.string(),
    domain: z.string().describe('domain of its e-mail addresses; those below it count too'),
    timeZone: z.string().describe('IANA name'),
    currentSemester: z.string().nullable(),
  })
  .meta({ id: 'University' })
export type University = z.infer<typeof University>

export const listUniversities = endpoint({
  method: 'GET',
  path: '/universities',
  id: 'listUniversities',
  tag: 'universities',
  summary: 'The universities that take part',
  access: 'public',
  status: 200,
  answer: z.object({ items: z.array(University) }),
})

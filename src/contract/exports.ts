import { endpoint } from './endpoint.ts'
import { Id, Instant } from './values.ts'
import { z } from './zod.ts'

/** Everything about one student, asked for by that student. */
export const Export = z
  .object({
    id: Id,
    state: z
      .enum(['waiting', 'working', 'ready', 'failed'])
      .describe('waiting: nobody works on it yet; failed: ask again'),
    done: z.number().min(0).max(1).describe('share of the work'),
    createdAt: Instant.describe('when it was asked for'),
    expiresAt: Instant.nullable().describe('until when it is kept; null while it is not done'),
  })
  .meta({ id: 'Export' })
export type Export = z.infer<typeof Export>

export const requestExport = endpoint({
  method: 'POST',
  path: '/me/exports',
  id: 'requestExport',
  tag: 'exports',
  summary: 'Ask for everything that is kept about me',
  description:
    'It is put together behind the scenes and told by mail when it is ready. One at a time: asking while one is not done answers that one. At most 5 times a day.',
  access: 'student',
  status: 202,
  answer: Export,
})

export const listExports = endpoint({
  method: 'GET',
  path: '/me/exports',
  id: 'listExports',
  tag: 'exports',
  summary: 'My exports of the last days, newest first',
  access: 'student',
  status: 200,
  answer: z.object({ items: z.array(Export) }),
})

export const downloadExport = endpoint({
  method: 'GET',
  path: '/me/exports/{id}/file',
  id: 'downloadExport',
  tag: 'exports',
  summary: 'One of my exports, as a ZIP file',
  description: 'For 7 days after it is ready. README.txt in it says what is what.',
  access: 'student',
  params: z.object({ id: Id.describe('of the export') }),
  status: 200,
  produces: 'application/zip',
  problems: ['not-found'],
})

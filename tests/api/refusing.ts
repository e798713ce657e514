import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import { Problem } from '#contract/problem.ts'
import { campus } from '../campus.ts'
import { type TestServer, type TestStudent, testServer } from '../server.ts'
import { type Described, operationsOf, sampleOf } from './bad-input.ts'

export interface Case {
  what: string
  /** null: an address that no operation has. */
  operation: Described | null
  request: InjectOptions
  /** The field that is to be named. */
  field?: string
}

export interface Refusing {
  server: TestServer
  /** Somebody with a course, hours, mates, a request that waits for an answer and a conversation. */
  student: TestStudent
  operations: Described[]
  /** Address of an operation, with the ids of things that the student has. */
  addressOf(operation: Described, query?: string): string
  /** The plainest valid request of an operation, with another body or address if given. */
  request(operation: Described, body?: unknown, url?: string): InjectOptions
  /** Sends bad requests as the student; answers what is wrong with the answers. Fails if anything was stored. */
  complaints(cases: Case[]): Promise<string[]>
}

export async function refusing(): Promise<Refusing> {
  const server = await testServer()
  const home = await campus(server)
  const course = await home.course({ code: 'CS 161' })
  const enrolled = { courses: [course, await home.course()], week: [[1, '09:00', '10:00']] } as const
  const [student, friend, asker] = await Promise.all(
    // Operators, so that what is for staff is looked at, too.
    [1, 2, 3].map(() =>
      home.student({ role: 'operator', courses: [...enrolled.courses], week: [[1, '09:00', '10:00']] }),
    ),
  )
  if (!student || !friend || !asker) throw new Error('three students were made')
  const api = async (who: TestStudent, url: string, payload?: object) =>
    (await who.inject({ method: 'POST', url: `/api/v1${url}`, payload })).json()
  const ask = { targetId: student.id, courseId: course }
  const { id: conversation } = await api(friend, '/connections', ask)
  await api(student, `/connections/${conversation}/accept`)
  for (const content of ['Hello', 'Are you there?'])
    await api(friend, `/conversations/${conversation}/messages`, { content })
  const second = { targetId: friend.id, courseId: enrolled.courses[1] }
  await api(friend, `/connections/${(await api(student, '/connections', second)).id}/accept`)
  const { id: waiting } = await api(asker, '/connections', ask)
  for (const { id } of [student, asker]) {
    const payload = { studentId: id, kind: 'person', reason: 'spam' }
    await friend.inject({ method: 'POST', url: '/api/v1/reports', payload })
  }
  const { slots } = (await student.inject({ url: '/api/v1/me/availability' })).json()

  const ids: [prefix: string, id: string][] = [
    ['/api/v1/connections/', waiting],
    ['/api/v1/conversations/', conversation],
    ['/api/v1/courses/', course],
    ['/api/v1/me/courses/', course],
    ['/api/v1/me/availability/slots/', slots[0].id],
  ]
  const addressOf: Refusing['addressOf'] = ({ path, parameters = [] }, query = '') => {
    const known = ids.find(([prefix]) => path.startsWith(prefix))?.[1]
    const sample = parameters.find((parameter) => parameter.in === 'path')?.schema ?? {}
    const filled = path.replace(/\{\w+\}/, known ?? String(sampleOf(sample)))
    return filled.replaceAll(/\{\w+\}/g, String(sampleOf(sample))) + query
  }
  const request: Refusing['request'] = (operation, body, url = addressOf(operation)) => ({
    method: operation.method.toUpperCase() as 'POST',
    url,
    ...(operation.schema && {
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify(body ?? sampleOf(operation.schema)),
    }),
  })

  return {
    server,
    student,
    operations: operationsOf(server.app.describe()),
    addressOf,
    request,
    async complaints(cases) {
      expect(cases.length).toBeGreaterThan(0)
      const before = await everything(server)
      const said: string[] = []
      for (const { what, operation, request, field } of cases) {
        const complaint = complaintOf(await student.inject(request), operation, field)
        if (complaint) said.push(`${operation?.operationId ?? request.url} ← ${what}: ${complaint}`)
      }
      expect(await everything(server)).toEqual(before)
      return said
    },
  }
}

/** A digest of all rows of each table, so that a change of any shows. */
async function everything({ database: { pool } }: TestServer): Promise<Record<string, string>> {
  const { rows } = await pool.query(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`)
  const digests = rows.map(async ({ name }) => {
    const found = await pool.query(
      `SELECT count(*) || ' ' || md5(COALESCE(string_agg(t::text, ',' ORDER BY t::text), '')) AS digest FROM ${name} t`,
    )
    return [name, found.rows[0].digest]
  })
  return Object.fromEntries(await Promise.all(digests))
}

/** What is wrong with the answer to a bad request; null if nothing is. */
function complaintOf(
  { statusCode, headers, body }: LightMyRequestResponse,
  operation: Described | null,
  field?: string,
): string | null {
  if (statusCode < 400 || statusCode >= 500) return `answered ${statusCode}`
  if (!String(headers['content-type']).startsWith('application/problem+json'))
    return `content type ${headers['content-type']}`
  const problem = Problem.required({ instance: true }).strict().safeParse(JSON.parse(body))
  if (!problem.success) return `no problem details: ${body}`
  if (problem.data.status !== statusCode) return `status ${problem.data.status} in the body`
  const documented = operation?.responses[statusCode]
  const name = problem.data.type.split(':').at(-1) ?? ''
  if (operation && !(documented && '$ref' in documented && documented.$ref.split(/[/.]/).includes(name)))
    return `${statusCode} ${name} is not in the document`
  const named = problem.data.errors?.map((error) => error.field) ?? []
  if (field && !named.some((name) => name === field || name.startsWith(`${field}.`)))
    return `names ${named.join(', ') || 'no field'} instead of ${field} (${statusCode})`
  return null
}

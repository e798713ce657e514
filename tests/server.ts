import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import type { Logger } from 'pino'
import type { z } from 'zod'
import type { Access, Endpoint } from '#contract/endpoint.ts'
import { problemType } from '#contract/problem.ts'
import { problemsOf } from '#platform/http/openapi.ts'
import { readSettings, type Settings } from '#platform/settings.ts'
import { buildApp } from '../src/server/app.ts'
import { insertSession } from '../src/server/features/accounts/data/sessions.ts'
import { newToken, tokenDigest } from '../src/server/features/accounts/token.ts'
import { closeParts, openParts, type Parts } from '../src/server/parts.ts'
import { type TestDatabase, testDatabase } from './database.ts'

type Fields = z.ZodObject
type Shape = z.ZodType

interface Input<P, Q, B> {
  params?: P
  query?: Q
  body?: B
}

/** Somebody who calls the API: a signed-in student, or nobody. */
export interface Caller {
  /** Calls an operation of the contract; answers whatever comes. */
  send<P extends Fields, Q extends Fields, B extends Shape, A extends Shape, W extends Access>(
    endpoint: Endpoint<P, Q, B, A, W>,
    input?: Input<z.input<P>, z.input<Q>, z.input<B>>,
  ): Promise<LightMyRequestResponse>
  /** The same, and fails unless it succeeded. */
  call<P extends Fields, Q extends Fields, B extends Shape, A extends Shape, W extends Access>(
    endpoint: Endpoint<P, Q, B, A, W>,
    input?: Input<z.input<P>, z.input<Q>, z.input<B>>,
  ): Promise<z.output<A>>
  inject(options: InjectOptions): Promise<LightMyRequestResponse>
}

export interface TestStudent extends Caller {
  id: string
  email: string
  token: string
}

export interface TestNode {
  app: FastifyInstance
  parts: Parts
  /** The same student, asking this node. */
  as(student: Pick<TestStudent, 'token'>): Caller
  close(): Promise<void>
}

export interface TestServer {
  app: FastifyInstance
  parts: Parts
  database: TestDatabase
  nobody: Caller
  /** Signs in a student who is there. */
  signedIn(id: string, email: string): Promise<TestStudent>
  /** Another process of the same service, on the same database. */
  node(settings?: Partial<Settings>): Promise<TestNode>
  close(): Promise<void>
}

/**
 * The whole server on a database of its own; requests are injected, no port is opened. `log` replaces its own,
 * `given` the database.
 */
export async function testServer(
  settings: Partial<Settings> = {},
  log?: Logger,
  given?: TestDatabase,
): Promise<TestServer> {
  const database = given ?? (await testDatabase())
  const dataDirectory = await mkdtemp(path.join(tmpdir(), 'campus-connect-files-'))
  const open = async (more: Partial<Settings> = {}): Promise<TestNode> => {
    const parts = await openParts(
      {
        ...readSettings({
          LOG_LEVEL: 'silent',
          RATE_LIMIT_PER_MINUTE: '1000000',
          STUDENT_LIMIT_PER_HOUR: '1000000',
          SIGN_IN_LIMIT_PER_HOUR: '1000',
          SIGN_IN_ADDRESS_LIMIT_PER_HOUR: '1000',
          MAIL_ADDRESS_LIMIT_PER_HOUR: '1000',
          REQUEST_LIMIT_PER_DAY: '1000',
          MESSAGE_LIMIT_PER_MINUTE: '1000',
        }),
        dataDirectory,
        ...settings,
        ...more,
      },
      database.url,
    )
    if (log) parts.log = log
    const app = await buildApp(parts)
    return {
      app,
      parts,
      as: ({ token }) => callerOf(app, token),
      async close() {
        await app.close()
        await closeParts(parts)
      },
    }
  }
  const first = await open()
  const { app, parts } = first
  return {
    app,
    parts,
    database,
    nobody: callerOf(app),
    node: open,
    async signedIn(id, email) {
      const token = newToken()
      const expires = new Date(Date.now() + 30 * 24 * 60 * 60 * 1000)
      await insertSession(parts.database.prisma, {
        userId: id,
        digest: tokenDigest(token),
        expires,
        device: { userAgent: null, ipAddress: null },
        factors: 1,
      })
      return { id, email, token, ...callerOf(app, token) }
    },
    async close() {
      await first.close()
      await database.close()
      await rm(dataDirectory, { recursive: true, force: true })
    },
  }
}

function callerOf(app: FastifyInstance, token?: string): Caller {
  const cookies: Record<string, string> = token ? { cc_session: token } : {}
  const inject = (options: InjectOptions) => app.inject({ cookies, ...options })
  const send: Caller['send'] = async (endpoint, { params, query, body } = {}) => {
    const response = await inject({
      method: endpoint.method,
      url: `/api/v1${fill(endpoint.path, params)}`,
      ...(query && { query: strings(query) }),
      ...(body !== undefined && { payload: body as object }),
    })
    requireDocumented(endpoint as unknown as Endpoint, response)
    return response
  }
  return {
    inject,
    send,
    async call(endpoint, input) {
      const response = await send(endpoint, input)
      if (response.statusCode >= 300)
        throw new Error(`${endpoint.id}: ${response.statusCode} ${response.body}`)
      return (response.body ? response.json() : undefined) as never
    },
  }
}

/** Whatever a test is about, an answer that the contract does not name fails it. */
function requireDocumented(endpoint: Endpoint, { statusCode, body }: LightMyRequestResponse): void {
  if (statusCode === endpoint.status) return
  const names = [...problemsOf(endpoint)]
  if (statusCode < 400 || !names.some((name) => problemType(name) === JSON.parse(body).type))
    throw new Error(`${endpoint.id} answers what its contract does not name: ${statusCode} ${body}`)
}

function fill(path: string, params: object = {}): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(String(params[name as keyof typeof params])),
  )
}

function strings(query: object): Record<string, string> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given.map(([key, value]) => [key, String(value)]))
}

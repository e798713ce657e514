import type { WebSocket } from '@fastify/websocket'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Access, Endpoint } from '#contract/endpoint.ts'
import { ProblemError } from '../errors.ts'
import type { StaffMember, Student, VerifiedStudent } from './principal.ts'
import { requireRecentProof } from './recent-proof.ts'

type Fields = z.ZodObject
type Shape = z.ZodType

/** Who a handler is called for, by the access that its contract states. */
type Caller<Who extends Access> = Who extends 'staff' | 'operator'
  ? StaffMember
  : Who extends 'verified'
    ? VerifiedStudent
    : Who extends 'student'
      ? Student
      : Student | null

export interface Call<P, Q, B, Who extends Access> {
  student: Caller<Who>
  params: P
  query: Q
  body: B
  request: FastifyRequest
  reply: FastifyReply
}

/**
 * Serves one operation of the contract: the caller is known and let in before the request is read,
 * the request is valid before the handler runs, and only what the contract names leaves.
 * @param onSocket takes the socket of who was let in and asked for one, instead of the handler
 */
export function route<P extends Fields, Q extends Fields, B extends Shape, A extends Shape, W extends Access>(
  app: FastifyInstance,
  endpoint: Endpoint<P, Q, B, A, W>,
  handler: (call: Call<z.output<P>, z.output<Q>, z.output<B>, W>) => Promise<z.input<A>> | Promise<void>,
  onSocket?: (socket: WebSocket, student: Caller<W>, request: FastifyRequest) => void,
): void {
  app.route({
    method: endpoint.method,
    ...(onSocket && {
      wsHandler: (socket: WebSocket, request: FastifyRequest) =>
        onSocket(socket, request.student as Caller<W>, request),
    }),
    url: `/api/v1${endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    config: { endpoint: endpoint as unknown as Endpoint },
    schema: {
      ...(endpoint.params && { params: endpoint.params }),
      ...(endpoint.query && { querystring: endpoint.query }),
      ...(endpoint.body && { body: endpoint.body }),
      ...(endpoint.answer && { response: { [endpoint.status]: endpoint.answer } }),
    },
    onRequest: async (request) => admit(endpoint, request.student),
    handler: async (request, reply) => {
      reply.code(endpoint.status)
      const answer = await handler({
        student: request.student as Caller<W>,
        params: request.params as z.output<P>,
        query: request.query as z.output<Q>,
        body: request.body as z.output<B>,
        request,
        reply,
      })
      if (reply.sent) return reply
      return answer === undefined ? reply.send() : answer
    },
  })
}

/** The gate of every route. Rules about a single thing (whose connection?) are in the feature's policy.ts. */
function admit({ access, recent }: Pick<Endpoint, 'access' | 'recent'>, student: Student | null): void {
  if (access === 'public') return
  if (!student) throw new ProblemError('not-signed-in', 'Sign in and try again.')
  if (access === 'staff' && student.role === 'student')
    throw new ProblemError('not-allowed', 'This is for the staff of the university.')
  if (access === 'operator' && student.role !== 'operator')
    throw new ProblemError('not-allowed', 'This is for the operators of the service.')
  if (access !== 'student' && !student.isVerified)
    throw new ProblemError(
      'not-verified',
      'Open the link that we mailed to you, or ask for a new one, then try again.',
    )
  if ((access === 'staff' || access === 'operator') && !student.isStaffProof)
    throw new ProblemError(
      'second-factor-missing',
      'Add a passkey or an authenticator app under “Sign-in and safety”, or sign in with it.',
    )
  if (recent) requireRecentProof(student)
}

declare module 'fastify' {
  interface FastifyContextConfig {
    endpoint?: Endpoint
  }
}

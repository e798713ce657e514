import type { OutgoingHttpHeaders } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { watchMatches } from '#contract/matching.ts'
import { signInOf } from '#features/accounts/service.ts'
import { requireEnrolled } from '#features/courses/service.ts'
import { ProblemError } from '#platform/errors.ts'
import { route } from '#platform/http/route.ts'
import { logRequest } from '#platform/log.ts'
import type { Parts } from '../../../parts.ts'
import { readEventId } from './event-id.ts'
import { eventStream, type Pace } from './stream.ts'
import { openWatch, type WatchOptions } from './watch.ts'

const usual: WatchOptions & Pace = {
  look: 1500,
  longestLook: 30_000,
  check: 30_000,
  mostOfStudent: 6,
  mostOfNode: 20_000,
  gap: 5000,
  heartbeat: 20_000,
}

/**
 * Serves the changes of a course's matches as server-sent events. Nothing is missed by who asks for the list after
 * each `changed`: a first connection begins with one, since its list may be of before; one that is resumed by
 * Last-Event-ID begins with one if anything changed since.
 */
export function watchRoutes(app: FastifyInstance, parts: Parts, options: WatchOptions & Pace = usual): void {
  const { sql, prisma } = parts.database
  const watch = openWatch(sql, parts.log, options)
  app.addHook('preClose', async () => watch.close())

  route(app, watchMatches, async ({ student, params, request, reply }) => {
    await requireEnrolled(prisma, student, params.id)
    if (request.method === 'HEAD') {
      reply.type('text/event-stream')
      return
    }
    if (!watch.hasRoom())
      throw new ProblemError('unavailable', 'Very many pages wait for changes. Try again in a minute.', {
        retryAfter: 60,
      })
    const signIn = await signInOf(parts, request)
    reply.hijack()
    if (reply.raw.destroyed) return // left while it was looked up
    const stream = eventStream(reply.raw, reply.getHeaders() as OutgoingHttpHeaders, options)
    reply.raw.on('close', () => watch.remove(stream))
    const asOf = readEventId(request.headers['last-event-id'])
    watch.add({ ...signIn, userId: student.id, courseId: params.id }, stream, asOf)
    // Now, when it is answered: at its end the line would tell of a request that took hours.
    await logRequest(request, reply)
    request.log = request.log.child({}, { level: 'silent' })
  })
}

import type { FastifyInstance } from 'fastify'
import { closeCodes, openLive } from '#contract/live.ts'
import { signInOf } from '#features/accounts/service.ts'
import { ProblemError } from '#platform/errors.ts'
import { route } from '#platform/http/route.ts'
import type { Parts } from '../../../parts.ts'
import type { MessageRow } from '../data.ts'
import { presentMessages } from '../present.ts'
import { type Hub, type HubOptions, openHub } from './hub.ts'
import { type Member, newMember } from './member.ts'
import { liveSocket, type SocketOptions } from './socket.ts'
import { setHub } from './tell.ts'

export type LiveOptions = HubOptions & SocketOptions

const usual: LiveOptions = {
  look: 3000,
  lookBesideHints: 15_000,
  check: 5000,
  gather: 100,
  presence: 10_000,
  mostOfStudent: 12,
  mostOfNode: 20_000,
  page: 50,
  heartbeat: 20_000,
  mostWaiting: 2 * 1024 * 1024,
  mostFrames: 100,
}

/** Serves the sockets of pages and programs. @returns by which the sockets hear of what is new */
export function liveRoutes(
  app: FastifyInstance,
  parts: Parts,
  options: LiveOptions = usual,
): Pick<Hub, 'tell'> {
  const { database, metrics, redis, log } = parts
  const present = (rows: MessageRow[]) => presentMessages(database.prisma, rows)
  const hub = openHub({ sql: database.sql, redis, log, present }, options)
  setHub(parts, hub)
  parts.tellNotified = (userIds) => {
    if (userIds.length > 0) hub.tell({ userIds, about: 'notified' })
  }
  app.addHook('preClose', async () => hub.close())

  async function refuse(): Promise<void> {
    throw new ProblemError('upgrade-required', 'Open a WebSocket at this address.')
  }

  route(app, openLive, refuse, (socket, student, request) => {
    // Now, when it is answered: at its end the line would tell of a request that took hours.
    request.log.info('GET /api/v1/live 101')
    request.log = request.log.child({}, { level: 'silent' })
    let member: Member | null = null
    /** Frames are taken one after the other, the first once it is known by what the student is signed in. */
    let turn = signInOf(parts, request).then((signIn) => {
      member = newMember(signIn, student.id, live)
      if (socket.readyState === socket.OPEN && !hub.add(member)) live.close(closeCodes.tryAgain)
    })
    const live = liveSocket(socket, options, (frame) => {
      turn = turn
        .then(async () => {
          if (member && socket.readyState === socket.OPEN) await hub.hear(member, frame)
        })
        .catch((err) => {
          log.warn({ err }, 'a socket could not be answered')
          live.close(closeCodes.tryAgain)
        })
    })
    metrics?.sockets.inc()
    socket.on('close', () => {
      metrics?.sockets.dec()
      if (member) hub.remove(member)
    })
  })
  return hub
}

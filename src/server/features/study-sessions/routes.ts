import type { FastifyInstance, FastifyReply } from 'fastify'
import * as contract from '#contract/study-sessions.ts'
import { tellConversation } from '#features/conversations/service.ts'
import { announce } from '#features/notifications/service.ts'
import { spend } from '#platform/http/limit.ts'
import type { VerifiedStudent } from '#platform/http/principal.ts'
import { route } from '#platform/http/route.ts'
import type { Parts } from '../../parts.ts'
import { asCalendar, endFeed, getFeed, readFeed, renewFeed } from './feed.ts'
import * as service from './service.ts'

const proposals = { name: 'study-session', points: 30, seconds: 3600 }

export function studySessionRoutes(app: FastifyInstance, parts: Parts): void {
  const { prisma } = parts.database

  route(app, contract.suggestStudySessions, ({ student, params }) =>
    service.suggestSessions(prisma, student, params.id),
  )
  route(app, contract.listConversationStudySessions, ({ student, params }) =>
    service.listOfConversation(prisma, student, params.id),
  )
  route(app, contract.proposeStudySession, async ({ student, params, body, reply }) => {
    await spend(parts.limits, proposals, student.id, reply)
    return told(student, await service.proposeSession(parts, student, params.id, body))
  })
  const answer = (student: VerifiedStudent, id: string, status: 'accepted' | 'declined' | 'cancelled') =>
    service.answerSession(parts, student, id, status).then((done) => told(student, done))
  route(app, contract.acceptStudySession, ({ student, params }) => answer(student, params.id, 'accepted'))
  route(app, contract.declineStudySession, ({ student, params }) => answer(student, params.id, 'declined'))
  route(app, contract.cancelStudySession, ({ student, params }) => answer(student, params.id, 'cancelled'))
  route(app, contract.listStudySessions, ({ student, query }) =>
    service.listAgreed(prisma, student, query.days),
  )

  route(app, contract.getStudySessionCalendar, async ({ student, params, reply }) => {
    const session = await service.findRow(prisma, student, params.id)
    await sendCalendar(reply, asCalendar(parts, [session]), 'study-session.ics')
  })
  route(app, contract.getCalendarFeed, ({ student }) => getFeed(parts, student))
  route(app, contract.renewCalendarFeed, ({ student }) => renewFeed(parts, student))
  route(app, contract.deleteCalendarFeed, ({ student }) => endFeed(parts, student))
  route(app, contract.readCalendarFeed, async ({ params, reply }) => {
    await sendCalendar(reply, await readFeed(parts, params.file.replace(/\.ics$/, '')), 'campus-connect.ics')
  })

  /** Lets the pages of both hear of what the conversation says of it. */
  function told(
    student: VerifiedStudent,
    { session, partnerId }: Awaited<ReturnType<typeof service.answerSession>>,
  ) {
    tellConversation(parts, session.conversationId, [student.id, partnerId])
    announce(parts, [partnerId])
    return session
  }
}

async function sendCalendar(reply: FastifyReply, calendar: string, name: string): Promise<void> {
  await reply
    .type('text/calendar; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(calendar)
}

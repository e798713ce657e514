import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/accounts.ts'
import { ProblemError } from '#platform/errors.ts'
import { spend } from '#platform/http/limit.ts'
import { route } from '#platform/http/route.ts'
import type { Parts } from '../../parts.ts'
import { resendVerification, signIn, signUp, verifyEmail } from './service.ts'
import { endSession, giveCookie, studentOfToken } from './session.ts'

const thisMachine = /^(::1|(::ffff:)?127\.[\d.]+)$/

export function accountRoutes(app: FastifyInstance, parts: Parts): void {
  const { limits, mail, settings } = parts
  const attempts = { name: 'sign-in', points: settings.signInLimitPerHour, seconds: 3600 }
  const mails = { name: 'mail', points: settings.signInLimitPerHour, seconds: 3600 }

  route(app, contract.signUp, async ({ body }) => {
    await spend(limits, mails, body.email.toLowerCase())
    return signUp(parts, body)
  })

  route(app, contract.verifyEmail, ({ body }) => verifyEmail(parts, body.token))

  route(app, contract.resendVerification, async ({ body }) => {
    await spend(limits, mails, body.email.toLowerCase())
    await resendVerification(parts, body.email)
  })

  route(app, contract.signIn, async ({ body, request, reply }) => {
    await spend(limits, attempts, `${request.ip}:${body.email.toLowerCase()}`)
    const token = await signIn(parts, body.email, body.password)
    await endSession(parts, request, reply)
    giveCookie(parts, reply, token)
    return studentOfToken(parts, token)
  })

  route(app, contract.signOut, ({ request, reply }) => endSession(parts, request, reply))

  route(app, contract.getMe, async ({ student }) => student)

  route(app, contract.listOutbox, async ({ request }) => {
    // Anybody who reads it could verify any address, so only a trial shows it, and only to this machine.
    if (!mail.outbox || settings.databaseUrl || !thisMachine.test(request.ip))
      throw new ProblemError('not-found', 'Mail is sent by a mail server here.')
    const letters = await mail.outbox()
    return {
      items: letters.map((letter) => ({ ...letter, link: letter.text.match(/https?:\/\/\S+/)?.[0] ?? null })),
    }
  })
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as contract from '#contract/accounts.ts'
import * as devices from '#contract/devices.ts'
import * as tokens from '#contract/tokens.ts'
import { ProblemError } from '#platform/errors.ts'
import { addressOf, type Counted, spend, spendAll } from '#platform/http/limit.ts'
import { route } from '#platform/http/route.ts'
import { unawaited } from '#platform/post.ts'
import type { Parts } from '../../parts.ts'
import { accessTokensOf } from './access-token.ts'
import { confirmAddress, requestAddress } from './address.ts'
import { attemptsOf } from './attempts.ts'
import { requestDeletion } from './deletion.ts'
import { endOtherSessions, endSession, listSessions } from './devices.ts'
import { changePassword, requestPasswordReset, resetPassword } from './passwords.ts'
import { checkLink, checkPassword, resendVerification, signUp } from './service.ts'
import { closeSession, sessionDigest } from './session.ts'
import { signInWith } from './sign-in.ts'
import { tokenDigest } from './token.ts'
import { createTokens, refreshTokens } from './tokens.ts'

const thisMachine = /^(::1|(::ffff:)?127\.[\d.]+)$/

export function accountRoutes(app: FastifyInstance, parts: Parts): void {
  const { limits, mail, settings } = parts
  const { prisma } = parts.database
  const access = accessTokensOf(parts)
  const attempts = { name: 'sign-in', points: settings.signInLimitPerHour, seconds: 3600 }
  const mails = { name: 'mail', points: settings.signInLimitPerHour, seconds: 3600 }
  const mailsAsked = { name: 'mail-address', points: settings.mailAddressLimitPerHour, seconds: 3600 }
  const attempt = attemptsOf(parts)

  /** A letter to a mailbox that whoever asks for it only names. */
  async function spendMail(request: FastifyRequest, reply: FastifyReply, email: string): Promise<void> {
    const counted: Counted[] = [
      [mails, email.toLowerCase()],
      [mailsAsked, addressOf(request)],
    ]
    await spendAll(limits, counted, reply)
  }

  /** By link, not by address: half a campus confirms from behind one. */
  const spendLink = (reply: FastifyReply, token: string) =>
    spend(limits, attempts, `link:${tokenDigest(token)}`, reply)

  route(app, contract.signUp, async ({ body, request, reply }) => {
    await spendMail(request, reply, body.email)
    return signUp(parts, body)
  })

  route(app, contract.verifyEmail, async ({ body, request, reply }) => {
    await spendLink(reply, body.token)
    return signInWith(parts, request, reply, await checkLink(parts, body))
  })

  route(app, contract.resendVerification, async ({ body, request, reply }) => {
    await spendMail(request, reply, body.email)
    unawaited(parts, resendVerification(parts, body.email))
  })

  route(app, contract.signIn, async ({ body, request, reply }) => {
    const check = () => checkPassword(parts, body.email, body.password)
    return signInWith(parts, request, reply, await attempt(request, reply, body.email, check))
  })

  route(app, tokens.createTokens, ({ body, request, reply }) =>
    attempt(request, reply, body.email, () => createTokens(parts, access, request, reply, body)),
  )
  route(app, tokens.refreshTokens, ({ body, request, reply }) =>
    refreshTokens(parts, access, request, reply, body.refreshToken),
  )
  app.get('/.well-known/jwks.json', (_request, reply) => {
    reply.header('cache-control', 'public, max-age=300')
    return access.keys()
  })

  route(app, contract.signOut, ({ request, reply }) => closeSession(parts, request, reply))

  route(app, contract.getMe, async ({ student }) => student)

  route(app, contract.requestPasswordReset, async ({ body, request, reply }) => {
    await spendMail(request, reply, body.email)
    unawaited(parts, requestPasswordReset(parts, body.email))
  })

  route(app, contract.resetPassword, async ({ body, reply }) => {
    await spendLink(reply, body.token)
    return resetPassword(parts, body)
  })

  route(app, contract.changePassword, async ({ student, body, request, reply }) => {
    await spend(limits, attempts, student.id, reply)
    await changePassword(parts, request, reply, student, body)
  })

  route(app, contract.requestAddress, async ({ student, body, request, reply }) => {
    await spend(limits, attempts, student.id, reply)
    await spendMail(request, reply, body.email)
    await requestAddress(parts, student, body)
  })
  route(app, contract.confirmAddress, ({ body }) => confirmAddress(parts, body.token))

  route(app, contract.requestDeletion, async ({ student, body, reply }) => {
    await spend(limits, attempts, student.id, reply)
    return requestDeletion(parts, student, body.password)
  })

  route(app, devices.listSessions, ({ student, request }) =>
    listSessions(prisma, student, sessionDigest(parts, request)),
  )
  route(app, devices.endSession, ({ student, params }) => endSession(prisma, student, params.id))
  route(app, devices.endOtherSessions, ({ student, request }) =>
    endOtherSessions(prisma, student, sessionDigest(parts, request)),
  )

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

import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/factors.ts'
import { ProblemError } from '#platform/errors.ts'
import { addressOf, spend } from '#platform/http/limit.ts'
import { route } from '#platform/http/route.ts'
import type { Parts } from '../../../parts.ts'
import { finishSignIn, halfSignedIn, signInWithPasskey } from '../sign-in.ts'
import { confirmSession } from './confirm.ts'
import * as manage from './manage.ts'
import { creationOptions, proofOptions } from './passkeys.ts'

export function factorRoutes(app: FastifyInstance, parts: Parts): void {
  const { limits } = parts
  const challenges = { name: 'passkey', points: 1000, seconds: 3600 }

  route(app, contract.finishSignIn, ({ body, request, reply }) => finishSignIn(parts, request, reply, body))
  route(app, contract.signInWithPasskey, ({ body, request, reply }) =>
    signInWithPasskey(parts, request, reply, body),
  )
  route(app, contract.askPasskey, async ({ body: { purpose }, student, request, reply }) => {
    await spend(limits, challenges, addressOf(request), reply)
    if (purpose === 'sign-in') return { options: { ...(await proofOptions(parts, purpose, null)) } }
    if (purpose === 'confirm' && !student) throw new ProblemError('not-signed-in', 'Sign in and try again.')
    const userId = purpose === 'confirm' && student ? student.id : await halfSignedIn(parts, request)
    return { options: { ...(await proofOptions(parts, `${purpose}:${userId}`, userId)) } }
  })
  route(app, contract.confirmSession, ({ student, body, request, reply }) =>
    confirmSession(parts, request, reply, student, body),
  )
  route(app, contract.getFactors, ({ student }) => manage.getFactors(parts, student))
  route(app, contract.askNewPasskey, async ({ student, request, reply }) => {
    await spend(limits, challenges, addressOf(request), reply)
    return { options: { ...(await creationOptions(parts, student)) } }
  })
  route(app, contract.addPasskey, ({ student, body, request, reply }) =>
    manage.addPasskey(parts, request, reply, student, body),
  )
  route(app, contract.deletePasskey, ({ student, params }) => manage.deletePasskey(parts, student, params.id))
  route(app, contract.beginApp, ({ student }) => manage.beginApp(parts, student))
  route(app, contract.confirmApp, ({ student, body, request, reply }) =>
    manage.confirmApp(parts, request, reply, student, body.code),
  )
  route(app, contract.deleteApp, ({ student }) => manage.deleteApp(parts, student))
  route(app, contract.renewRecoveryCodes, ({ student }) => manage.renewRecoveryCodes(parts, student))
}

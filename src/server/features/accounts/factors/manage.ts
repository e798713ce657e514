import type { FastifyReply, FastifyRequest } from 'fastify'
import { Secret } from 'otpauth'
import type { z } from 'zod'
import type * as contract from '#contract/factors.ts'
import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import type { Student } from '#platform/http/principal.ts'
import { post } from '#platform/post.ts'
import type { Parts } from '../../../parts.ts'
import * as apps from '../data/authenticator-apps.ts'
import { waysOf } from '../data/factors.ts'
import * as passkeys from '../data/passkeys.ts'
import { countRecoveryCodes, replaceRecoveryCodes } from '../data/recovery-codes.ts'
import { deleteSessions } from '../data/sessions.ts'
import { findUser, lockUser } from '../data/users.ts'
import { factorAddedLetter, factorRemovedLetter } from '../letters.ts'
import { renewSession } from '../session.ts'
import { appOf, newRecoveryCodes, recoveryDigest, takeCode } from './codes.ts'
import { takeNewPasskey } from './passkeys.ts'
import { attemptProof, wrongProof } from './second-factor.ts'

type Factors = z.input<NonNullable<typeof contract.getFactors.answer>>

/** By what a student can prove who they are. */
export async function getFactors({ database, settings }: Parts, student: Student): Promise<Factors> {
  const db = database.prisma
  const [user, app, keys, recoveryCodesLeft, ways] = await Promise.all([
    findUser(db, student.id),
    apps.findApp(db, student.id),
    passkeys.listPasskeys(db, student.id),
    countRecoveryCodes(db, student.id),
    waysOf(db, student.id),
  ])
  return {
    hasPassword: Boolean(user?.passwordHash),
    passkeys: keys.map(shown),
    appSince: app?.confirmedAt?.toISOString() ?? null,
    recoveryCodesLeft,
    ways,
    isRequired: settings.staffSecondFactor && student.role !== 'student',
  }
}

function shown({ id, name, createdAt, lastUsedAt }: passkeys.PasskeyRow): contract.Passkey {
  return { id, name, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null }
}

/**
 * Adds the passkey that the browser made; other sessions end.
 * @throws ProblemError second-factor-wrong
 */
export async function addPasskey(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  student: Student,
  made: { name: string; response: contract.NewPasskey },
): Promise<{ passkey: contract.Passkey; recoveryCodes: string[] | null }> {
  let passkey: passkeys.PasskeyRow | null = null
  const recoveryCodes = await addFactor(parts, request, reply, student, async (db) => {
    passkey = await takeNewPasskey(parts, db, student.id, made)
    return passkey !== null
  })
  if (!passkey) throw wrongProof('passkey')
  tell(parts, student, factorAddedLetter, `a passkey, “${made.name}”,`)
  return { passkey: shown(passkey), recoveryCodes }
}

/**
 * Makes the secret of an authenticator app, which counts once `confirmApp` has seen a code of it.
 * @throws ProblemError not-allowed where there is an app already
 */
export async function beginApp(
  { database, secrets }: Parts,
  student: Student,
): Promise<{ secret: string; uri: string }> {
  const secret = new Secret({ size: 20 }).base32
  if (!(await apps.beginApp(database.prisma, student.id, secrets.seal(secret))))
    throw new ProblemError('not-allowed', 'You have an app already; remove it first to add another.')
  return { secret, uri: appOf(secret, student.email).toString() }
}

/** @throws ProblemError second-factor-wrong */
export async function confirmApp(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  student: Student,
  code: string,
): Promise<{ recoveryCodes: string[] | null }> {
  const recoveryCodes = await attemptProof(parts, request, reply, student.id, () =>
    addFactor(parts, request, reply, student, async (db) => {
      const accepted = await takeCode(parts, db, student.id, code, { confirming: true })
      if (accepted) await apps.confirmApp(db, student.id)
      return accepted
    }),
  )
  tell(parts, student, factorAddedLetter, 'an authenticator app')
  return { recoveryCodes }
}

/** Adds what `add` adds in one transaction with all that follows. @returns recovery codes with the first one */
async function addFactor(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  student: Student,
  add: (db: Db) => Promise<boolean>,
): Promise<string[] | null> {
  let codes: string[] | null = null
  await renewSession(
    parts,
    request,
    reply,
    student,
    async (db) => {
      await lockUser(db, student.id)
      const isFirst = (await waysOf(db, student.id)).length === 0
      if (!(await add(db))) throw wrongProof('code')
      codes = isFirst ? newRecoveryCodes() : null
      if (codes) await replaceRecoveryCodes(db, student.id, codes.map(recoveryDigest))
      await deleteSessions(db, student.id, null)
    },
    2,
  )
  return codes
}

/** @throws ProblemError not-found, also for a passkey of others */
export function deletePasskey(parts: Parts, student: Student, id: string): Promise<void> {
  return removeFactor(parts, student, 'a passkey', (db) => passkeys.deletePasskey(db, student.id, id))
}

/** @throws ProblemError not-found */
export function deleteApp(parts: Parts, student: Student): Promise<void> {
  return removeFactor(parts, student, 'the authenticator app', (db) => apps.deleteApp(db, student.id))
}

async function removeFactor(
  parts: Parts,
  student: Student,
  what: string,
  remove: (db: Db) => Promise<boolean>,
): Promise<void> {
  await parts.database.transaction(async (db) => {
    await lockUser(db, student.id)
    if (!(await remove(db)))
      throw new ProblemError('not-found', 'It is gone already; look at the list again.')
    if ((await waysOf(db, student.id)).length === 0) await replaceRecoveryCodes(db, student.id, [])
  })
  tell(parts, student, factorRemovedLetter, what)
}

/** @throws ProblemError not-allowed for whoever has no second proof that they would stand in for */
export async function renewRecoveryCodes(
  { database }: Parts,
  student: Student,
): Promise<{ recoveryCodes: string[] }> {
  const codes = newRecoveryCodes()
  await database.transaction(async (db) => {
    await lockUser(db, student.id)
    if ((await waysOf(db, student.id)).length === 0)
      throw new ProblemError('not-allowed', 'Add a passkey or an authenticator app first.')
    await replaceRecoveryCodes(db, student.id, codes.map(recoveryDigest))
  })
  return { recoveryCodes: codes }
}

function tell(parts: Parts, student: Student, letter: typeof factorAddedLetter, what: string): void {
  const link = `${parts.publicUrl}/profile/security`
  void post(parts, letter(student.email, student.firstName, what, link))
}

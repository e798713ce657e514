import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ProblemError } from '#platform/errors.ts'
import type { Student } from '#platform/http/principal.ts'
import { post } from '#platform/post.ts'
import type { Parts } from '../../../parts.ts'
import {
  deleteLinks,
  findLink,
  holdIdentity,
  insertLink,
  linksOf,
  renewTokens,
  type SealedTokens,
  type Subject,
} from '../data/linked-accounts.ts'
import { findUser, lockUser } from '../data/users.ts'
import { providerLinkedLetter } from '../letters.ts'
import { requirePassword } from '../require-password.ts'
import type { Identity } from './identity.ts'
import { findProvider, type Provider, providersFor } from './providers.ts'
import { giveSealed, takeSealed } from './sealed-cookie.ts'

/** An identity whose address is an account's, until somebody signs in to that account. */
const Pending = z.object({ slug: z.string(), sub: z.string(), userId: z.string() })

/** Providers that a student may use, and since when. */
export async function listLinks(parts: Parts, student: Student) {
  const { prisma } = parts.database
  const [providers, links, user] = await Promise.all([
    providersFor(parts, student.university.id),
    linksOf(prisma, student.id),
    findUser(prisma, student.id),
  ])
  return {
    items: providers.map(({ slug, name }) => ({
      slug,
      name,
      linkedAt: links.get(slug)?.toISOString() ?? null,
    })),
    hasPassword: Boolean(user?.passwordHash),
  }
}

/**
 * What is to be kept while the student is elsewhere. The phone may lie open, so it takes the password; without one only
 * an identity with the account's own address will do.
 * @throws ProblemError wrong-credentials
 */
export async function mayLink(parts: Parts, student: Student, password = '') {
  const { prisma } = parts.database
  const user = await findUser(prisma, student.id)
  if (user?.passwordHash) await requirePassword(prisma, student, password)
  return { userId: student.id, onlyOwnAddress: !user?.passwordHash }
}

/** @returns the student, who is still signed in. @throws ProblemError provider-refused */
export async function linkNow(
  parts: Parts,
  student: Student | null,
  provider: Provider,
  identity: Identity,
  tokens: SealedTokens,
  { userId, onlyOwnAddress }: { userId: string; onlyOwnAddress: boolean },
): Promise<Student> {
  if (student?.id !== userId)
    throw new ProblemError('provider-refused', 'Sign in again, then link from your security page.')
  const isOwn = identity.email.toLowerCase() === student.email.toLowerCase()
  if (identity.university.id !== student.university.id || (onlyOwnAddress && !isOwn))
    throw new ProblemError(
      'provider-refused',
      `${provider.name} knows you as ${identity.email}; your account is of ${student.email}.`,
    )
  await link(parts, userId, provider, identity.sub, tokens)
  return student
}

/** Keeps in the browser who signed in elsewhere, until they sign in to the account, too. */
export function keepForLater(parts: Parts, reply: FastifyReply, pending: z.output<typeof Pending>): void {
  giveSealed(parts, reply, 'cc_link', pending)
}

/** @throws ProblemError provider-refused where nothing is kept, or it is of another account */
export async function confirmLink(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  student: Student,
): Promise<void> {
  const pending = takeSealed(parts, request, reply, 'cc_link', Pending)
  if (pending?.userId !== student.id)
    throw new ProblemError('provider-refused', 'Too much time has passed; link from your security page.')
  await link(parts, student.id, await findProvider(parts, pending.slug), pending.sub, null)
}

async function link(
  parts: Parts,
  userId: string,
  { slug, name }: Provider,
  sub: string,
  tokens: SealedTokens | null,
): Promise<void> {
  const subject: Subject = { provider: slug, providerAccountId: sub }
  const user = await parts.database.transaction(async (db) => {
    await holdIdentity(db, subject)
    const user = await lockUser(db, userId)
    if (!user) throw new ProblemError('provider-refused', 'This account is closed.')
    if (await insertLink(db, userId, subject, tokens ?? {})) return user
    if ((await findLink(db, subject))?.userId !== userId)
      throw new ProblemError(
        'provider-refused',
        `Your account is linked with another identity there, or this one with another account. Unlink that first.`,
      )
    if (tokens) await renewTokens(db, subject, tokens)
    return null
  })
  if (user)
    void post(
      parts,
      providerLinkedLetter(user.email, user.firstName, name, `${parts.publicUrl}/profile/security`),
    )
}

/** @throws ProblemError not-found; not-allowed where nothing else would let the student in */
export async function unlink(parts: Parts, student: Student, slug: string): Promise<void> {
  const others = (await providersFor(parts, student.university.id)).filter((one) => one.slug !== slug)
  await parts.database.transaction(async (db) => {
    const user = await lockUser(db, student.id)
    const links = await linksOf(db, student.id)
    if (!links.has(slug)) throw new ProblemError('not-found', 'It is not linked with your account.')
    if (!user?.passwordHash && !others.some((one) => links.has(one.slug)))
      throw new ProblemError('not-allowed', 'It is your only way in. Set a password by mail first.')
    await deleteLinks(db, { userId: student.id, provider: slug })
  })
}

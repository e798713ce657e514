import { ProblemError } from '#platform/errors.ts'
import type { Parts } from '../../../parts.ts'
import { beginAnew } from '../begin-anew.ts'
import {
  findLink,
  holdIdentity,
  insertLink,
  renewTokens,
  type SealedTokens,
} from '../data/linked-accounts.ts'
import { findUserByEmail, insertUser, lockUser, setVerified } from '../data/users.ts'
import type { SignInTurn } from '../sign-in.ts'
import type { Identity } from './identity.ts'

/** `isLinked: false`: the account has the address, and is linked only by who is signed in to it. */
export interface Found {
  userId: string
  isLinked: boolean
}

/**
 * The account of an identity: the one linked with it, or a new one. One with the same address that nobody has confirmed
 * is begun anew, as by signing up.
 * @throws ProblemError provider-refused for an account that was closed
 */
export function accountOf(
  parts: Parts,
  slug: string,
  identity: Identity,
  tokens: SealedTokens,
): Promise<Found> {
  const subject = { provider: slug, providerAccountId: identity.sub }
  const { email, firstName, lastName, university } = identity
  return parts.database.transaction(async (db) => {
    await holdIdentity(db, subject)
    const link = await findLink(db, subject)
    if (link) {
      await renewTokens(db, subject, tokens)
      return { userId: link.userId, isLinked: true }
    }
    const person = { passwordHash: null, firstName, lastName }
    let userId = await insertUser(db, { email, university: university.name, ...person })
    if (!userId) {
      const user = await findUserByEmail(db, email)
      if (!user || !(user.isActive || user.isLeaving)) throw closed()
      userId = user.id
      if (user.isVerified || !(await beginAnew(db, userId, person))) return { userId, isLinked: false }
    }
    await setVerified(db, userId)
    await insertLink(db, userId, subject, tokens)
    return { userId, isLinked: true }
  })
}

/** Whoever asked to be deleted is back; whoever was sent away is not. */
export function turnOf(slug: string, sub: string, userId: string): SignInTurn {
  return {
    userId,
    async alongside(db) {
      const user = await lockUser(db, userId)
      const link = await findLink(db, { provider: slug, providerAccountId: sub })
      if (!user || link?.userId !== userId) throw closed()
    },
  }
}

function closed(): ProblemError {
  return new ProblemError('provider-refused', 'This account is closed. Ask the staff of your university.')
}

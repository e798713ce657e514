import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import type { Student } from '#platform/http/principal.ts'
import type { Parts } from '../../parts.ts'
import { accessTokensOf } from './access-token.ts'
import { cookieNamed, cookieOptions } from './cookie.ts'
import { deleteFamily, findStudentOfFamily } from './data/refresh-tokens.ts'
import {
  deleteSession,
  type Factors,
  findSession,
  insertSession,
  type StudentRow,
  touchSession,
} from './data/sessions.ts'
import type { SignIn } from './data/sign-in-holds.ts'
import { deviceOf } from './device.ts'
import { rememberBrowser } from './known-browser.ts'
import { newToken, tokenDigest } from './token.ts'

const minute = 60 * 1000
const day = 24 * 60 * minute

/** A browser's session ends 30 days after its last use. */
const sessionLength = 30 * day

/** Uses of a session are noted no finer than this. */
const noteEvery = 10 * minute

/** The student whom a session belongs to. */
async function studentOfToken(parts: Parts, token: string): Promise<Student> {
  const row = await findSession(parts.database.sql, tokenDigest(token))
  if (!row) throw new ProblemError('not-signed-in', 'Sign in and try again.')
  return studentOf(parts, row)
}

/** Token of the browser's session. An Authorization header, of whatever kind, decides alone. */
function cookieToken(parts: Parts, { cookies, headers }: FastifyRequest): string | undefined {
  return headers.authorization === undefined ? cookies[cookieNamed(parts, 'session')] : undefined
}

/** Digest of the session that a request came with, by which `sessions` knows it. */
export function sessionDigest(parts: Parts, request: FastifyRequest): string | null {
  const token = cookieToken(parts, request)
  return token ? tokenDigest(token) : null
}

/** By what a request is signed in. */
export async function signInOf(parts: Parts, request: FastifyRequest): Promise<SignIn> {
  const claims = await accessTokensOf(parts).read(bearerOf(request))
  return { session: sessionDigest(parts, request), family: claims?.familyId ?? null }
}

/** Who asks, by an access token or the session cookie; a session that is used is extended. */
export async function readSession(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Student | null> {
  if (request.headers.authorization !== undefined) return studentOfBearer(parts, bearerOf(request))
  const token = cookieToken(parts, request)
  if (!token) return null
  const { prisma, sql } = parts.database
  const row = await findSession(sql, tokenDigest(token))
  if (!row) return null
  if (row.lastUsedAt.getTime() < Date.now() - noteEvery) {
    await touchSession(prisma, row.sessionId, sessionEnd(), deviceOf(request))
    giveCookie(parts, reply, token)
  }
  return studentOf(parts, row)
}

const sessionEnd = () => new Date(Date.now() + sessionLength)

/**
 * A session for a student whom this browser has proved to be. Whatever session it had before ends, so that nobody can
 * have planted one.
 * @returns what to write in a transaction, and what to do once it is committed: the browser gets its cookie
 */
export function newSession(parts: Parts, request: FastifyRequest, reply: FastifyReply, factors: Factors) {
  const token = newToken()
  const before = sessionDigest(parts, request)
  return {
    async write(db: Db, userId: string): Promise<void> {
      if (before) await deleteSession(db, before)
      await insertSession(db, {
        userId,
        digest: tokenDigest(token),
        expires: sessionEnd(),
        device: deviceOf(request),
        factors,
      })
    },
    async give(): Promise<Student> {
      giveCookie(parts, reply, token)
      const student = await studentOfToken(parts, token)
      rememberBrowser(parts, reply, student.id)
      return student
    },
  }
}

/**
 * Gives who is signed in another session, since what they may do, or who else may get in, has changed.
 * `alongside` is written in the same transaction.
 */
export async function renewSession(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  student: Student,
  alongside: (db: Db) => Promise<void>,
  factors = student.factors,
): Promise<void> {
  const session = newSession(parts, request, reply, factors)
  await parts.database.transaction(async (db) => {
    await alongside(db)
    await session.write(db, student.id)
  })
  await session.give()
}

function giveCookie(parts: Parts, reply: FastifyReply, token: string): void {
  reply.setCookie(cookieNamed(parts, 'session'), token, {
    ...cookieOptions(parts),
    maxAge: sessionLength / 1000,
  })
}

/** The access token of a program; empty for any other Authorization header. */
function bearerOf({ headers }: FastifyRequest): string {
  return headers.authorization?.match(/^Bearer ([\w.-]+)$/i)?.[1] ?? ''
}

async function studentOfBearer(parts: Parts, bearer: string): Promise<Student | null> {
  const claims = await accessTokensOf(parts).read(bearer)
  const row = claims && (await findStudentOfFamily(parts.database.sql, claims.userId, claims.familyId))
  return row && studentOf(parts, row)
}

/** Ends the session here and in the database: the browser's, or that of the program that asks. */
export async function closeSession(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const claims = await accessTokensOf(parts).read(bearerOf(request))
  if (claims) await deleteFamily(parts.database.prisma, claims.userId, claims.familyId)
  const token = cookieToken(parts, request)
  if (token) await deleteSession(parts.database.prisma, tokenDigest(token))
  reply.clearCookie(cookieNamed(parts, 'session'), { path: '/' })
  reply.header('clear-site-data', '"cache", "storage"') // pictures of others, too
}

function studentOf({ settings }: Parts, row: StudentRow): Student {
  return {
    id: row.id,
    email: row.email,
    firstName: row.firstName,
    lastName: row.lastName,
    pictureUrl: row.pictureUrl,
    isVerified: row.isVerified,
    role: row.role,
    factors: row.factors,
    provenAt: row.provenAt,
    isStaffProof: row.factors === 2 || !settings.staffSecondFactor,
    university: {
      id: row.universityId,
      name: row.university,
      domain: row.domain,
      timeZone: row.timeZone,
      currentSemester: row.currentSemester,
      catalogueVersion: row.catalogueVersion,
    },
  }
}

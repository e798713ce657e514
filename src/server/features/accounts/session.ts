import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import type { Student } from '#platform/http/principal.ts'
import type { Parts } from '../../parts.ts'
import { accessTokensOf } from './access-token.ts'
import { deleteFamily, findStudentOfFamily } from './data/refresh-tokens.ts'
import { deleteSession, findSession, insertSession, type StudentRow, touchSession } from './data/sessions.ts'
import { deviceOf } from './device.ts'
import { newToken, tokenDigest } from './token.ts'

const minute = 60 * 1000
const day = 24 * 60 * minute

/** A browser's session ends 30 days after its last use. */
const sessionLength = 30 * day

/** Uses of a session are noted no finer than this. */
const noteEvery = 10 * minute

/** Browsers let only this very host over TLS set a __Host- cookie. */
function cookieName(parts: Parts): string {
  return parts.publicUrl.startsWith('https:') ? '__Host-cc_session' : 'cc_session'
}

/** The student whom a session belongs to. */
async function studentOfToken(parts: Parts, token: string): Promise<Student> {
  const row = await findSession(parts.database.sql, tokenDigest(token))
  if (!row) throw new ProblemError('not-signed-in', 'Sign in and try again.')
  return studentOf(row)
}

/** Digest of the session that a request came with, by which `sessions` knows it. */
export function sessionDigest(parts: Parts, { cookies }: FastifyRequest): string | null {
  const token = cookies[cookieName(parts)]
  return token ? tokenDigest(token) : null
}

/** Who asks, by an access token or the session cookie; a session that is used is extended. */
export async function readSession(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Student | null> {
  const bearer = bearerOf(request)
  if (bearer) return studentOfBearer(parts, bearer)
  const token = request.cookies[cookieName(parts)]
  if (!token) return null
  const { prisma, sql } = parts.database
  const row = await findSession(sql, tokenDigest(token))
  if (!row) return null
  if (row.lastUsedAt.getTime() < Date.now() - noteEvery) {
    await touchSession(prisma, row.sessionId, sessionEnd(), deviceOf(request))
    giveCookie(parts, reply, token)
  }
  return studentOf(row)
}

const sessionEnd = () => new Date(Date.now() + sessionLength)

/**
 * Opens a session for a student and gives the browser its cookie; whatever session it had before ends, so that nobody
 * can have planted one. `alongside` is written in the same transaction.
 */
export async function openSession(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  userId: string,
  alongside: (db: Db) => Promise<void> = async () => {},
): Promise<Student> {
  const token = newToken()
  const before = sessionDigest(parts, request)
  await parts.database.transaction(async (db) => {
    await alongside(db)
    if (before) await deleteSession(db, before)
    const session = { userId, digest: tokenDigest(token), expires: sessionEnd(), device: deviceOf(request) }
    await insertSession(db, session)
  })
  giveCookie(parts, reply, token)
  return studentOfToken(parts, token)
}

function giveCookie(parts: Parts, reply: FastifyReply, token: string): void {
  reply.setCookie(cookieName(parts), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: parts.publicUrl.startsWith('https:'),
    maxAge: sessionLength / 1000,
  })
}

/** The access token of a program. */
function bearerOf({ headers }: FastifyRequest): string | null {
  return headers.authorization?.match(/^Bearer ([\w.-]+)$/i)?.[1] ?? null
}

async function studentOfBearer(parts: Parts, bearer: string): Promise<Student | null> {
  const claims = await accessTokensOf(parts).read(bearer)
  const row = claims && (await findStudentOfFamily(parts.database.sql, claims.userId, claims.familyId))
  return row && studentOf(row)
}

/** Ends the session here and in the database: the browser's, or that of the program that asks. */
export async function closeSession(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const claims = await accessTokensOf(parts).read(bearerOf(request) ?? '')
  if (claims) await deleteFamily(parts.database.prisma, claims.userId, claims.familyId)
  const token = request.cookies[cookieName(parts)]
  if (token) await deleteSession(parts.database.prisma, tokenDigest(token))
  reply.clearCookie(cookieName(parts), { path: '/' })
}

function studentOf(row: StudentRow): Student {
  return {
    id: row.id,
    email: row.email,
    firstName: row.firstName,
    lastName: row.lastName,
    pictureUrl: row.pictureUrl,
    isVerified: row.isVerified,
    role: row.role,
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

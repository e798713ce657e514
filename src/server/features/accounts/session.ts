import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import type { Student } from '#platform/http/principal.ts'
import type { Parts } from '../../parts.ts'
import { deleteSession, findSession, insertSession, type SessionRow, touchSession } from './data/sessions.ts'
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

/** Who asks, by the session cookie; a session that is used is extended. */
export async function readSession(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Student | null> {
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

/** Ends the browser's session here and in the database. */
export async function closeSession(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const token = request.cookies[cookieName(parts)]
  if (token) await deleteSession(parts.database.prisma, tokenDigest(token))
  reply.clearCookie(cookieName(parts), { path: '/' })
}

function studentOf(row: SessionRow): Student {
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

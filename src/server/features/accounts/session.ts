import type { FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError } from '#platform/errors.ts'
import type { Student } from '#platform/http/principal.ts'
import type { Parts } from '../../parts.ts'
import { deleteSession, extendSession, findSession, type SessionRow } from './data.ts'
import { tokenDigest } from './token.ts'

const day = 24 * 60 * 60 * 1000

/** A browser's session ends 30 days after its last use. */
export const sessionLength = 30 * day

/** Browsers let only this very host over TLS set a __Host- cookie. */
function cookieName(parts: Parts): string {
  return parts.publicUrl.startsWith('https:') ? '__Host-cc_session' : 'cc_session'
}

/** The student whom a session belongs to. */
export async function studentOfToken(parts: Parts, token: string): Promise<Student> {
  const row = await findSession(parts.database.sql, tokenDigest(token))
  if (!row) throw new ProblemError('not-signed-in', 'Sign in and try again.')
  return studentOf(row)
}

/** Digest of the session that a request came with, by which `sessions` knows it. */
export function sessionDigest(parts: Parts, { cookies }: FastifyRequest): string | null {
  const token = cookies[cookieName(parts)]
  return token ? tokenDigest(token) : null
}

/** Who asks, by the session cookie; a session used after a day is extended. */
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
  if (row.expires.getTime() < Date.now() + sessionLength - day) {
    await extendSession(prisma, row.sessionId, new Date(Date.now() + sessionLength))
    giveCookie(parts, reply, token)
  }
  return studentOf(row)
}

export function giveCookie(parts: Parts, reply: FastifyReply, token: string): void {
  reply.setCookie(cookieName(parts), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: parts.publicUrl.startsWith('https:'),
    maxAge: sessionLength / 1000,
  })
}

/** Ends the browser's session here and in the database. */
export async function endSession(parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<void> {
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

import type { z } from 'zod'
import type { listSessions as contract } from '#contract/devices.ts'
import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import type { Student } from '#platform/http/principal.ts'
import { deleteFamily, listFamilies } from './data/refresh-tokens.ts'
import * as data from './data/sessions.ts'
import { nameOfDevice } from './device.ts'

type Sessions = z.input<NonNullable<typeof contract.answer>>

/** Where the student is signed in, last used first. `current` is the digest of the session that asks. */
export async function listSessions(db: Db, student: Student, current: string | null): Promise<Sessions> {
  const [rows, families] = [await data.listSessions(db, student.id), await listFamilies(db, student.id)]
  const browsers = rows.map(({ id, userAgent, ipAddress, createdAt, lastUsedAt, sessionToken }) => ({
    id,
    device: nameOfDevice(userAgent),
    address: ipAddress,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt.toISOString(),
    isCurrent: sessionToken === current,
  }))
  const programs = families.map(({ familyId, deviceInfo, ipAddress, createdAt, familyBeganAt }) => ({
    id: familyId,
    device: `${nameOfDevice(deviceInfo)} (program)`,
    address: ipAddress,
    createdAt: familyBeganAt.toISOString(),
    lastUsedAt: createdAt.toISOString(),
    isCurrent: false,
  }))
  return { items: [...browsers, ...programs].sort((a, b) => b.lastUsedAt.localeCompare(a.lastUsedAt)) }
}

/** @throws ProblemError not-found, also for a session of others */
export async function endSession(db: Db, student: Student, id: string): Promise<void> {
  if (await data.deleteOwnSession(db, student.id, id)) return
  if (await deleteFamily(db, student.id, id)) return
  throw new ProblemError('not-found', 'It has ended already; look at the list again.')
}

/** Ends all sessions but the one that asks. */
export function endOtherSessions(db: Db, student: Student, current: string | null): Promise<void> {
  return data.deleteSessions(db, student.id, current)
}

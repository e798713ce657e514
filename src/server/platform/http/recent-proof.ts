import { ProblemError } from '../errors.ts'
import type { Student } from './principal.ts'

/** Whoever proved who they are within this time need not do so again for what is grave. */
const recentLength = 15 * 60 * 1000

/** @throws ProblemError confirm-first, also for a program */
export function requireRecentProof({ provenAt }: Student): void {
  if (provenAt && provenAt.getTime() > Date.now() - recentLength) return
  throw new ProblemError(
    'confirm-first',
    'Confirm with your password, a code or a passkey, or sign in again, then try once more; programs cannot do this.',
  )
}

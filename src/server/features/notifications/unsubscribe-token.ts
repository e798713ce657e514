import type { Secrets } from '#platform/secrets.ts'

const purpose = 'digest:'

/** Ends a student's digests and can do nothing else, so it holds for good and no row is kept of it. */
export function unsubscribeToken(secrets: Secrets, userId: string): string {
  return secrets.seal(purpose + userId)
}

/** The student; null for what is no such token. */
export function readUnsubscribeToken(secrets: Secrets, token: string): string | null {
  try {
    const text = secrets.open(token)
    return text.startsWith(purpose) ? text.slice(purpose.length) : null
  } catch {
    return null
  }
}

import type { Letter } from '#platform/mail.ts'
import type { Parts } from '../../parts.ts'

/** Sends a letter, if there is one. */
export function post(parts: Parts, letter: Letter | null): void {
  if (letter) unawaited(parts, parts.mail.send(letter))
}

/** How long the work takes must not tell whether an address has an account, so the answer does not wait for it. */
export function unawaited({ log }: Parts, work: Promise<unknown>): void {
  work.catch((err) => log.error({ err }, 'mail was not sent'))
}

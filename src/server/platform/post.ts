import type { Logger } from 'pino'
import type { Letter, Mail } from './mail.ts'

/** Sends a letter, if there is one. Never fails: what mail there is for has happened already; the log tells. */
export async function post({ mail, log }: { mail: Mail; log: Logger }, letter: Letter | null): Promise<void> {
  if (letter) await logged(log, mail.send(letter))
}

/** How long the work takes must not tell whether an address has an account, so the answer does not wait for it. */
export function unawaited({ log }: { log: Logger }, work: Promise<unknown>): void {
  void logged(log, work)
}

const logged = (log: Logger, work: Promise<unknown>) =>
  work.then(
    () => {},
    (err) => log.error({ err }, 'mail was not sent'),
  )

import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createTransport } from 'nodemailer'
import type { Logger } from 'pino'

export interface Letter {
  to: string
  subject: string
  text: string
  /** Beside the usual ones. */
  headers?: Record<string, string>
}

export interface KeptLetter extends Letter {
  id: string
  sentAt: string
}

export interface Mail {
  /** Resolves once the mail server (or the outbox) has it. */
  send(letter: Letter): Promise<void>
  /** Letters kept instead of sent, newest first; null where a mail server is set. */
  outbox: (() => Promise<KeptLetter[]>) | null
  close(): void
}

/** Mail through the server at `smtpUrl`. */
export function smtpMail(smtpUrl: string, from: string): Mail {
  const transport = createTransport(smtpUrl)
  return {
    async send({ to, subject, text, headers }) {
      // One address as it is: a string would be read as a list of them.
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        ...(headers && { headers }),
      })
    },
    outbox: null,
    close: () => transport.close(),
  }
}

/** Without a mail server: letters are kept as files in `folder`; the log tells that there is one, not what it says. */
export function outboxMail(folder: string, log: Logger): Mail {
  let count = 0
  return {
    async send(letter) {
      const sentAt = new Date().toISOString()
      const id = `${sentAt.replaceAll(/[:.]/g, '-')}-${String(count++).padStart(6, '0')}-${process.pid}`
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const file = path.join(folder, `${id}.json`)
      // Whoever reads the outbox meanwhile sees the whole letter or none.
      await writeFile(`${file}.draft`, JSON.stringify({ id, sentAt, ...letter }, null, 2), { mode: 0o600 })
      await rename(`${file}.draft`, file)
      log.info({ subject: letter.subject }, 'mail kept; /outbox shows it')
    },
    async outbox() {
      const names = await readdir(folder).catch(() => [])
      const newest = names
        .filter((name) => name.endsWith('.json'))
        .sort()
        .slice(-50)
        .reverse()
      return Promise.all(
        newest.map(async (name) => JSON.parse(await readFile(path.join(folder, name), 'utf8'))),
      )
    },
    close() {},
  }
}

import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface MailServer {
  url: string
  /** Text of the newest letter to an address, waiting for it if need be. */
  letterTo(address: string, count?: number): Promise<string>
  /** How many letters have come for an address. */
  count(address: string): number
  close(): Promise<void>
}

/** A real SMTP server on loopback that keeps what it is sent. */
export async function startMailServer(): Promise<MailServer> {
  const letters: { to: string; text: string }[] = []
  const waiting = new Set<() => void>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    async onData(stream, session, done) {
      const chunks: Buffer[] = []
      for await (const chunk of stream) chunks.push(chunk as Buffer)
      const text = decode(Buffer.concat(chunks).toString())
      for (const { address } of session.envelope.rcptTo) letters.push({ to: address.toLowerCase(), text })
      for (const wake of waiting) wake()
      done()
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const to = (address: string) => letters.filter((letter) => letter.to === address.toLowerCase())
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    count: (address) => to(address).length,
    async letterTo(address, count = 1) {
      while (to(address).length < count) {
        const { promise, resolve } = Promise.withResolvers<void>()
        waiting.add(resolve)
        await promise
        waiting.delete(resolve)
      }
      return to(address).at(-1)?.text ?? ''
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

/** Undoes quoted-printable, which splits long links over lines. */
function decode(source: string): string {
  if (!/quoted-printable/i.test(source)) return source
  const bytes = source
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}

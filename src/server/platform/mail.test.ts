import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { startMailServer } from '../../../tests/mail-server.ts'
import { outboxMail, smtpMail } from './mail.ts'

const letter = (to: string, text = 'Open the link.') => ({ to, subject: 'Confirm', text })

async function outbox() {
  const parent = await mkdtemp(path.join(tmpdir(), 'campus-connect-outbox-'))
  onTestFinished(() => rm(parent, { recursive: true, force: true }))
  const lines: string[] = []
  const log = pino({ level: 'info' }, { write: (line) => lines.push(line) })
  const folder = path.join(parent, 'outbox')
  return { folder, lines, mail: outboxMail(folder, log) }
}

test('a letter reaches the mail server with its sender, subject and text', async () => {
  const server = await startMailServer()
  const mail = smtpMail(server.url, 'Campus Connect <no-reply@study.example>')
  await mail.send(letter('ada@x.example', 'Grüße\n\nhttps://study.example/verify#token=abc'))
  const received = await server.letterTo('ada@x.example')
  expect(received).toContain('From: Campus Connect <no-reply@study.example>')
  expect(received).toContain('To: ada@x.example')
  expect(received).toContain('Subject: Confirm')
  expect(received).toContain('Grüße')
  expect(received).toContain('https://study.example/verify#token=abc')
  expect(mail.outbox).toBeNull()
  mail.close()
  await server.close()
})

test('an address is one address: it adds no header and no second receiver', async () => {
  const server = await startMailServer()
  const mail = smtpMail(server.url, 'no-reply@study.example')
  for (const to of ['ada@x.example\r\nBcc: eve@y.example', 'ada@x.example, eve@y.example'])
    await mail.send(letter(to)).catch(() => {})
  expect(server.count('eve@y.example')).toBe(0)
  mail.close()
  await server.close()
})

test('a mail server that is not there is a failure that the sender sees', async () => {
  const mail = smtpMail('smtp://127.0.0.1:1', 'no-reply@study.example')
  await expect(mail.send(letter('ada@x.example'))).rejects.toThrow('ECONNREFUSED')
  mail.close()
})

test('without a mail server letters are kept, newest first, and told to the log', async () => {
  const { mail, lines } = await outbox()
  expect(await mail.outbox?.()).toEqual([])
  for (let count = 0; count < 12; count++) await mail.send(letter(`${count}@x.example`))
  const kept = (await mail.outbox?.()) ?? []
  expect(kept.map(({ to }) => to)).toEqual(Array.from({ length: 12 }, (_, i) => `${11 - i}@x.example`))
  expect(kept[0]).toMatchObject({ subject: 'Confirm', text: 'Open the link.' })
  expect(Date.parse(kept[0]?.sentAt ?? '')).toBeCloseTo(Date.now(), -4)
  expect(JSON.parse(lines[0] ?? '').msg).toContain('/outbox')
  expect(lines.join()).not.toContain('Open the link.')
})

test('letters kept at once are all kept, the latest fifty are shown, and nobody else may read them', async () => {
  const { mail, folder } = await outbox()
  await Promise.all(Array.from({ length: 60 }, (_, count) => mail.send(letter(`${count}@x.example`))))
  expect(await readdir(folder)).toHaveLength(60)
  const kept = (await mail.outbox?.()) ?? []
  expect(kept.map(({ to }) => to)).toEqual(Array.from({ length: 50 }, (_, i) => `${59 - i}@x.example`))
  const modes = await Promise.all(
    [folder, path.join(folder, `${kept[0]?.id}.json`)].map((file) => stat(file)),
  )
  if (process.platform !== 'win32')
    expect(modes.map(({ mode }) => (mode & 0o777).toString(8))).toEqual(['700', '600'])
})

import { expect, onTestFinished, test } from 'vitest'
import { createLog } from '#platform/log.ts'
import { authenticator } from '../../src/server/features/accounts/factors/authenticator.fixture.ts'
import { browser, codeAt, said } from '../../src/server/features/accounts/factors/factors.fixture.ts'
import { campus } from '../campus.ts'
import { testServer } from '../server.ts'

const password = 'lantern otter quilt'
const publicUrl = 'http://localhost:4000'

/** Every text within a value. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

test('no code, recovery code, secret of an app or part of a passkey is in any line of the log', async () => {
  const lines: string[] = []
  const log = createLog('trace', false, { write: (line) => void lines.push(line) })
  const server = await testServer({ publicUrl, secretKey: Buffer.alloc(32, 1) }, log)
  onTestFinished(() => server.close())
  const { pool } = server.database
  const student = await (await campus(server)).student({ password })
  const secrets = [password, 'not the password', student.token]
  const codes: string[] = []
  const answered = async (expected: string, answer: ReturnType<ReturnType<typeof browser>['send']>) => {
    const response = await answer
    expect(said(response)).toBe(expected)
    secrets.push(...response.cookies.map(({ value }) => value))
    return response.body === '' ? {} : response.json()
  }
  const own = browser(server, { cc_session: student.token })

  // An app, with the password to confirm by.
  await pool.query(`UPDATE sessions SET proven_at = now() - interval '1 hour'`)
  await answered('403 confirm-first', own.send('POST', '/me/authenticator-app'))
  const guess = { password: 'not the password' }
  await answered('401 wrong-credentials', own.send('POST', '/session/confirmation', guess))
  await answered('204', own.send('POST', '/session/confirmation', { password }))
  const app = await answered('201', own.send('POST', '/me/authenticator-app'))
  secrets.push(...textsIn(app))
  codes.push(codeAt(app.secret), codeAt(app.secret, 1), codeAt(app.secret, 99))
  const [first = '', second = '', wrong = ''] = codes
  await answered(
    '401 second-factor-wrong',
    own.send('POST', '/me/authenticator-app/confirmation', { code: wrong }),
  )
  const added = await answered('200', own.send('POST', '/me/authenticator-app/confirmation', { code: first }))
  const { recoveryCodes } = await answered('200', own.send('POST', '/me/recovery-codes'))
  secrets.push(...added.recoveryCodes, ...recoveryCodes)

  // Signing in with each of them, rightly and wrongly.
  const there = browser(server)
  const enter = () =>
    answered('401 second-factor-needed', there.send('POST', '/session', { email: student.email, password }))
  const finish = (expected: string, proof: object) =>
    answered(expected, there.send('POST', '/session/second-factor', proof))
  await enter()
  await finish('401 second-factor-wrong', { code: first })
  await finish('400 invalid-request', { code: second, nonsense: second, passkey: second })
  await finish('200', { code: second })
  await enter()
  await finish('200', { code: recoveryCodes[0] })
  await answered(
    '401 second-factor-needed',
    there.send('POST', '/session', { email: student.email, password }),
  )
  const program = { email: student.email, password, code: recoveryCodes[1] }
  secrets.push(...textsIn(await answered('200', there.send('POST', '/auth/token', program))).slice(1))

  // A passkey, which the database refuses at first.
  const device = authenticator(publicUrl)
  const challenge = async (path: string, payload?: object) => {
    const { options } = await answered('200', own.send('POST', path, payload))
    secrets.push(options.challenge)
    return options
  }
  const make = async (expected: string, name: string) => {
    const response = device.create(await challenge('/me/passkeys/challenge'))
    secrets.push(...textsIn(response).filter((text) => text.length > 20))
    await answered(expected, own.send('POST', '/me/passkeys', { name, response }))
  }
  await pool.query('ALTER TABLE passkeys ADD CONSTRAINT short CHECK (length(name) < 3) NOT VALID')
  await make('500 internal-error', 'My telephone')
  await pool.query('ALTER TABLE passkeys DROP CONSTRAINT short')
  await make('201', 'My telephone')
  for (const expected of ['200', '401 second-factor-wrong']) {
    const proof = device.prove(await challenge('/session/passkey/challenge', { purpose: 'sign-in' }), 1)
    secrets.push(...textsIn(proof))
    await answered(expected, own.send('POST', '/session/passkey', proof))
  }

  const { rows } = await pool.query(
    `SELECT secret AS text FROM authenticator_apps UNION SELECT digest FROM recovery_codes
     UNION SELECT public_key FROM passkeys UNION SELECT token FROM verification_tokens`,
  )
  secrets.push(...rows.map(({ text }) => text))
  expect(lines.filter((line) => line.includes('"level":50'))).toHaveLength(1)
  expect(lines.length).toBeGreaterThan(20)
  const all = lines.join('\n')
  expect(secrets.length).toBeGreaterThan(50)
  for (const secret of secrets.filter(Boolean)) {
    expect(secret.length).toBeGreaterThan(8)
    expect(all, secret).not.toContain(secret)
  }
  // Six digits stand in a time now and then.
  for (const code of codes) expect(all).not.toMatch(new RegExp(`(?<!\\d)${code}(?!\\d)`))
})

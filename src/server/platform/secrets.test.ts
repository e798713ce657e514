import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { keyIn, secretsWith } from './secrets.ts'

test('what is sealed is opened with the same key only, unchanged only, and never looks the same', () => {
  const secrets = secretsWith(randomBytes(32))
  const sealed = secrets.seal('Grüße 🧪')
  expect(secrets.open(sealed)).toBe('Grüße 🧪')
  expect(secrets.seal('Grüße 🧪')).not.toBe(sealed)
  expect(() => secretsWith(randomBytes(32)).open(sealed)).toThrow()
  const bytes = Buffer.from(sealed, 'base64url')
  for (let place = 0; place < bytes.length; place++) {
    const changed = Buffer.from(bytes)
    changed[place] = (changed[place] ?? 0) ^ 1
    expect(() => secrets.open(changed.toString('base64url'))).toThrow()
  }
})

test('processes that start at once share one key, which others on the machine cannot read', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'campus-connect-key-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  const keys = await Promise.all([1, 2, 3, 4].map(() => keyIn(path.join(directory, 'new'))))
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1)
  expect(keys[0]).toHaveLength(32)
  expect((await stat(path.join(directory, 'new/secret.key'))).mode & 0o077).toBe(0)
})

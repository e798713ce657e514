import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
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

async function folder(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'campus-connect-key-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  return directory
}

test('processes that start at once share one key, which others on the machine cannot read', async () => {
  const directory = path.join(await folder(), 'new')
  const script = `
    const { keyIn } = await import(process.argv[1])
    process.stdin.once('data', async () => {
      const keys = await Promise.all([1, 2, 3, 4].map(() => keyIn(process.argv[2])))
      process.stdout.write(keys.map((key) => key.toString('hex') + ' ').join(''), () => process.exit())
    })
    process.stderr.write('ready')`
  const module = new URL('secrets.ts', import.meta.url).href
  const children = Array.from({ length: 8 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', script, module, directory]),
  )
  await Promise.all(children.map(({ stderr }) => once(stderr, 'data')))
  for (const { stdin } of children) stdin.write('go')
  const said = await Promise.all(children.map(({ stdout }) => text(stdout)))
  const keys = said.join('').trim().split(' ')
  expect(keys).toHaveLength(32)
  expect(new Set(keys).size).toBe(1)
  expect(keys[0]).toHaveLength(64)
  expect((await stat(path.join(directory, 'secret.key'))).mode & 0o077).toBe(0)
  expect(await readdir(directory)).toEqual(['secret.key'])
})

test.each(['', 'c2hvcnQ=', `${'A'.repeat(44)}AAAA`])(
  'a file that holds no key is refused: %j',
  async (content) => {
    const directory = await folder()
    await writeFile(path.join(directory, 'secret.key'), content)
    await expect(keyIn(directory)).rejects.toThrow(/secret\.key does not hold 32 bytes/)
    expect(await readFile(path.join(directory, 'secret.key'), 'utf8')).toBe(content)
  },
)

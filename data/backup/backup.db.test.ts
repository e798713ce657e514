import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { sendMessage } from '#contract/conversations.ts'
import { connected } from '#features/conversations/pair.fixture.ts'
import { campus } from '../../tests/campus.ts'
import { testDatabase } from '../../tests/database.ts'
import { type TestServer, testServer } from '../../tests/server.ts'
import { takeBackup } from './backup.ts'
import { run } from './connected.ts'
import { readManifest } from './manifest.ts'
import { dropDatabase, replaceDatabase, restoreBeside, restoreFiles } from './restore.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
  const { ada, ben, id } = await connected(await campus(server))
  for (const who of [ada, ben, ada])
    await who.call(sendMessage, { params: { id }, body: { content: 'Hello\n\\.\t"' } })
  await server.parts.files.put('pictures/one.webp', Buffer.from('a picture'))
})
afterAll(() => server.close())

const ignore = () => {}

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'campus-connect-backup-'))
  onTestFinished(() => rm(made, { recursive: true, force: true }))
  return made
}

async function backup() {
  const at = await folder()
  return {
    at,
    manifest: await takeBackup(server.database.url, server.parts.settings.dataDirectory, at, ignore),
  }
}

/** All that the tables of a conversation hold, as text. */
const contents = (url: string) =>
  Promise.all(
    ['users', 'connections', 'messages', 'match_profiles'].map((table) =>
      run(url, `SELECT t::text FROM ${table} t ORDER BY 1`),
    ),
  )

test('what is restored is what there was, row by row and file by file, and can be written to', async () => {
  const { at, manifest } = await backup()
  expect(manifest.rows).toMatchObject({ messages: 3, users: 2 })
  const restored = await restoreBeside(server.database.url, at, await readManifest(at, ignore), ignore)
  onTestFinished(() => void dropDatabase(restored).catch(ignore))
  expect(await contents(restored)).toEqual(await contents(server.database.url))
  const [next] = await run<{ sequence: number }>(
    restored,
    `INSERT INTO messages (connection_id, sender_id, content, sequence)
     SELECT id, requester_id, 'And on', 0 FROM connections RETURNING sequence`,
  )
  expect(next?.sequence).toBe(4)
  const elsewhere = await folder()
  await restoreFiles(at, elsewhere)
  expect(await readFile(path.join(elsewhere, 'files/pictures/one.webp'), 'utf8')).toBe('a picture')
  await dropDatabase(restored)
})

test('a restored database takes the place of another', async () => {
  const { at, manifest } = await backup()
  const target = await testDatabase()
  onTestFinished(() => target.close())
  await run(target.url, "INSERT INTO universities (name, domain) VALUES ('Elsewhere', 'elsewhere.example')")
  await replaceDatabase(target.url, await restoreBeside(target.url, at, manifest, ignore))
  expect(await contents(target.url)).toEqual(await contents(server.database.url))
})

test('a backup that is not whole is refused, and a folder in use is left as it is', async () => {
  const { at, manifest } = await backup()
  await expect(takeBackup(server.database.url, '', at, ignore)).rejects.toThrow('is not empty')
  const [file] = manifest.files
  await appendFile(path.join(at, file?.name ?? ''), 'x')
  await expect(readManifest(at, ignore)).rejects.toThrow(`${file?.name} is not what it was`)
  await rm(path.join(at, file?.name ?? ''))
  await expect(readManifest(at, ignore)).rejects.toThrow(`${file?.name} is missing`)
  await expect(readManifest(await folder(), ignore)).rejects.toThrow('is no backup')
})

test('rows that are missing are noticed, and what was begun is gone', async () => {
  const { at, manifest } = await backup()
  const before = await run(server.database.url, "SELECT FROM pg_database WHERE datname LIKE 'restored_%'")
  const more = { ...manifest, rows: { ...manifest.rows, messages: 4 } }
  await expect(restoreBeside(server.database.url, at, more, ignore)).rejects.toThrow(
    'messages has 3 of 4 rows',
  )
  const after = await run(server.database.url, "SELECT FROM pg_database WHERE datname LIKE 'restored_%'")
  expect(after.length).toBe(before.length)
})

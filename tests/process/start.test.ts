import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { embeddedBinaries } from '../../src/server/platform/postgres/binaries.ts'
import { startCluster } from '../../src/server/platform/postgres/cluster.ts'
import { type Clone, cloneProject, isClosed, type Run } from './clone.ts'

let clone: Clone
beforeAll(async () => {
  clone = await cloneProject()
})
afterAll(async () => {
  const left = await clone.postgres()
  if (left) process.kill(left.pid, 'SIGQUIT')
  await clone.remove()
})

describe('npm start in a fresh clone', () => {
  let run: Run
  let address: string
  let account: { email: string; password: string }

  test('installs, loads the demo campus, builds the page and prints a sign-in that works', async () => {
    run = clone.npmStart()
    address = await run.address()
    expect(run.output).toMatch(/Loaded a demo campus of [\d,]+ students/)
    const [, email = '', password = ''] = /Sign in +(\S+) +(\S+)/.exec(run.output) ?? []
    account = { email, password }
    expect((await fetch(`${address}/health/live`)).status).toBe(200)
    const page = await fetch(address, { headers: { accept: 'text/html' } })
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('<script type="module"')
    expect(await signIn(address, account)).toBe(200)
  })

  test('says where it runs when it is started twice', async () => {
    const second = clone.npmStart()
    expect(await second.exit).toBe(1)
    expect(second.output).toContain(`already runs at ${address}`)
  })

  test('ends with 0 on SIGINT and leaves no PostgreSQL', async () => {
    await endsOn(() => clone.serverPid().then((pid) => process.kill(pid, 'SIGINT')))
    expect(await run.exit).toBe(0)
  })

  test('has the same data on the second start, without loading or building again', async () => {
    run = clone.npmStart()
    address = await run.address()
    expect(run.output).not.toMatch(/Installing|migration|Loading|Building/)
    expect(await signIn(address, account)).toBe(200)
  })

  test('takes over the PostgreSQL that a killed server left', async () => {
    const before = await clone.postgres()
    process.kill(await clone.serverPid(), 'SIGKILL')
    expect(await run.exit).not.toBe(0)
    run = clone.npmStart()
    address = await run.address()
    expect(await clone.postgres()).toEqual(before)
    expect(await signIn(address, account)).toBe(200)
  })

  test('recovers when PostgreSQL was killed as well', async () => {
    const before = await clone.postgres()
    for (const pid of [await clone.serverPid(), before?.pid ?? 0]) process.kill(pid, 'SIGKILL')
    await run.exit
    run = clone.npmStart()
    address = await run.address()
    expect(await clone.postgres()).not.toEqual(before)
    expect(run.output).not.toContain('Loading')
    expect(await signIn(address, account)).toBe(200)
  })

  test('ends everything on Ctrl-C in the terminal', async () => {
    await endsOn(() => run.interrupt())
  })

  /** The server and its PostgreSQL end after `stop`. */
  async function endsOn(stop: () => unknown): Promise<void> {
    const postgres = await clone.postgres()
    await stop()
    await run.exit
    await expect.poll(() => isClosed(Number(new URL(address).port)), { timeout: 10_000 }).toBe(true)
    await expect.poll(() => clone.postgres(), { timeout: 10_000 }).toBe(null)
    expect(await isClosed(postgres?.port ?? 0)).toBe(true)
    await expect.poll(() => clone.serverPid().catch(() => 'none'), { timeout: 10_000 }).toBe('none')
  }
})

describe('settings', () => {
  test('that are not usable are all named at once', async () => {
    const run = clone.server({ DATABASE_URL: 'mysql://somewhere', PORT: 'high', LOG_LEVEL: 'loud' })
    expect(await run.exit).toBe(1)
    for (const key of ['DATABASE_URL', 'PORT', 'LOG_LEVEL']) expect(run.output).toContain(key)
    expect(run.output).not.toContain('    at ')
  })

  test('PORT that is taken stops the start with one message', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as { port: number }
    const run = clone.server({ PORT: `${port}` })
    expect(await run.exit).toBe(1)
    expect(run.output).toContain(`Port ${port} is taken.`)
    expect(run.output).not.toContain('    at ')
    expect(await clone.postgres()).toBe(null)
    other.close()
  })

  test('DATABASE_URL that nobody answers at is told without its password', async () => {
    const run = clone.server({ DATABASE_URL: 'postgresql://campus:hush-hush@127.0.0.1:1/campus' })
    expect(await run.exit).toBe(1)
    expect(run.output).toContain('The database at 127.0.0.1:1 cannot be used')
    expect(run.output).not.toMatch(/hush-hush| {4}at /)
  })

  test('DATABASE_URL is used, and gets no demo', async () => {
    const directory = `${clone.folder}/own server`
    const cluster = await startCluster({
      directory,
      binaries: await embeddedBinaries(),
      database: 'campus',
      settings: { fsync: 'off' },
    })
    try {
      const run = clone.server({ DATABASE_URL: cluster.url('campus'), PORT: '0' })
      const address = await run.address()
      const universities = await fetch(`${address}/api/v1/universities`)
      expect(await universities.json()).toMatchObject({ items: [] })
      expect(run.output).not.toMatch(/demo|Sign in/)
      run.interrupt()
      expect(await run.exit).toBe(0)
    } finally {
      await cluster.stop()
    }
  })
})

async function signIn(address: string, account: { email: string; password: string }): Promise<number> {
  const response = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  })
  return response.status
}

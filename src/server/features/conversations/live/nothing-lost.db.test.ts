import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { listConversations } from '#contract/conversations.ts'
import type { z } from '#contract/zod.ts'
import { type Campus, campus } from '../../../../../tests/campus.ts'
import { startRedis, type TestRedis } from '../../../../../tests/redis.ts'
import { type TestServer, type TestStudent, testServer } from '../../../../../tests/server.ts'
import { Choices } from '../../matching/choices.fixture.ts'
import { connected } from '../pair.fixture.ts'
import { type StormNode, stormNode } from './storm-node.fixture.ts'
import { keepWriting, post, type Storm, StormPage } from './storm-page.fixture.ts'
import { type StormPostgres, stormPostgres } from './storm-postgres.fixture.ts'

// Two students write and read at random by two nodes, while sockets, nodes, Redis, PostgreSQL and the lines to it come
// and go, for as long as `npm run storm -- --seconds` says. A failure prints the seed; --seed repeats what each of them
// chooses, though not who is first.

const seconds = Number(process.env.NOTHING_LOST_SECONDS ?? 30)
const seed = Number(process.env.NOTHING_LOST_SEED ?? Math.floor(Math.random() * 2 ** 32))

interface Row {
  id: string
  sequence: number
  content: string
  senderId: string
}

let server: TestServer
let home: Campus
let redis: TestRedis
let postgres: StormPostgres
let nodes: StormNode[]
beforeAll(async () => {
  postgres = await stormPostgres(inject('binaries'))
  server = await testServer({}, undefined, postgres)
  home = await campus(server)
  redis = await startRedis()
  const settings = { DATA_DIRECTORY: server.parts.settings.dataDirectory, REDIS_URL: redis.url }
  nodes = await Promise.all([1, 2].map(() => stormNode(settings, postgres.url)))
})
afterAll(async () => {
  for (const node of nodes) await node.close()
  await redis.close()
  await server.close()
})

/** What goes wrong in a data centre. */
async function keepBreaking(storm: Storm, choices: Choices): Promise<void> {
  const wrongs: [string, (node: StormNode) => unknown][] = [
    ['a commit was not heard of', ({ line }) => line.loseNextCommit()],
    ['a commit was not heard of', ({ line }) => line.loseNextCommit()],
    ['PostgreSQL was cut off', ({ line }) => line.cut()],
    ['PostgreSQL crashed', () => postgres.crash()],
    ['a node restarted', (node) => node.restart('SIGTERM')],
    ['a node was killed', (node) => node.restart('SIGKILL')],
    ['a node was killed', (node) => node.restart('SIGKILL')],
    ['Redis restarted', () => redis.restart()],
    [
      'Redis froze',
      async () => {
        redis.freeze()
        await pause(choices.whole(100, 1500))
        redis.resume()
      },
    ],
    [
      'Redis was away',
      async () => {
        await redis.kill()
        await pause(choices.whole(100, 2000))
        await redis.restart()
      },
    ],
  ]
  while (!storm.isOver()) {
    await pause(choices.whole(50, 800))
    const [what, wrong] = choices.one(wrongs)
    storm.count(what)
    await wrong(choices.one(nodes))
  }
}

test('every acknowledged message is there exactly once, in one order, on every page of both', {
  timeout: (seconds + 90) * 1000,
}, async () => {
  const { ada, ben, id } = await connected(home)
  const counts = new Map<string, number>()
  const end = performance.now() + seconds * 1000
  let failure: unknown
  const storm: Storm = {
    nodes,
    conversationId: id,
    isOver: () => failure !== undefined || performance.now() > end,
    count: (what) => counts.set(what, (counts.get(what) ?? 0) + 1),
    tried: new Map(),
    acknowledged: new Map(),
    read: new Map(),
  }
  const choices = new Choices(seed)
  const pages = [ada, ada, ben, ben].map((student) => new StormPage(storm, student))
  const running = [
    ...[ada, ben].flatMap((student) => [1, 2].map(() => keepWriting(storm, student, choices.fork()))),
    ...pages.map((page) => page.keepReading(choices.fork())),
    keepBreaking(storm, choices.fork()),
  ]
  await Promise.all(
    running.map((one) =>
      one.catch((error) => {
        failure ??= error
      }),
    ),
  )
  const told = `seed ${seed}; ${JSON.stringify(Object.fromEntries(counts))}`
  expect(failure, told).toBeUndefined()

  const { rows } = await server.database.pool.query<Row>(
    'SELECT id, sequence, content, sender_id AS "senderId" FROM messages WHERE connection_id = $1 ORDER BY sequence',
    [id],
  )
  expect(
    rows.map(({ sequence }) => sequence),
    told,
  ).toEqual(rows.map((_, index) => index + 1))
  for (const row of rows) expect(storm.tried.get(row.id), told).toBe(row.content)
  const stored = new Map(rows.map((row) => [row.id, row.sequence]))
  for (const [messageId, { sequence }] of storm.acknowledged)
    expect(stored.get(messageId), told).toBe(sequence)
  expect(storm.acknowledged.size, told).toBeGreaterThan(seconds * 5)

  for (const [index, page] of pages.entries()) {
    const node = nodes[index % 2]
    const socket = node && (await page.open(node))
    await expect.poll(() => page.last(), { timeout: 10_000, message: told }).toBe(rows.length)
    socket?.leave()
    const received = page.received.map((message) => `${message.sequence} ${message.id} ${message.content}`)
    expect(received, told).toEqual(rows.map((row) => `${row.sequence} ${row.id} ${row.content}`))
  }
  await compareUnread(storm, rows, [ada, ben])
  await readSome(storm, rows, [ada, ben], choices)
  process.stdout.write(`${rows.length} messages, ${storm.acknowledged.size} acknowledged; ${told}\n`)
})

/** What is unread is what the other wrote after what was read; which is what was said, or up to where. */
async function compareUnread({ read }: Storm, rows: Row[], students: TestStudent[]): Promise<void> {
  for (const student of students) {
    const { acknowledged, said } = read.get(student.id) ?? { acknowledged: 0, said: 0 }
    const at = await requireUnread(rows, student)
    expect(at).toBeGreaterThanOrEqual(acknowledged)
    expect(at).toBeLessThanOrEqual(said)
  }
}

/** Reading up to anywhere leaves as many unread as the other wrote after it. */
async function readSome(
  { conversationId }: Storm,
  rows: Row[],
  students: TestStudent[],
  choices: Choices,
): Promise<void> {
  for (const student of students) {
    const before = await requireUnread(rows, student)
    const sequence = choices.whole(0, rows.length)
    const reader = choices.one(nodes)
    await expect
      .poll(() => post(reader.at(), student, `${conversationId}/read`, { sequence }), { timeout: 10_000 })
      .not.toBeNull()
    expect(await requireUnread(rows, student)).toBe(Math.max(before, sequence))
  }
}

/** Each node counts right, in the conversation and in all. @returns up to where the student has read */
async function requireUnread(rows: Row[], student: TestStudent): Promise<number> {
  const answers = await Promise.all(
    nodes.map(async (node) => {
      const headers = { cookie: `cc_session=${student.token}` }
      const response = await fetch(`${node.at()}/api/v1/conversations`, { headers })
      return (await response.json()) as z.infer<NonNullable<typeof listConversations.answer>>
    }),
  )
  const read = answers[0]?.items[0]?.read ?? 0
  const left = rows.filter((row) => row.senderId !== student.id && row.sequence > read).length
  for (const { unread, items } of answers)
    expect([unread, items[0]?.unread, items[0]?.read]).toEqual([left, left, read])
  return read
}

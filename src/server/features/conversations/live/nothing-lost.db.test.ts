import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listConversations } from '#contract/conversations.ts'
import { type Campus, campus } from '../../../../../tests/campus.ts'
import { startRedis, type TestRedis } from '../../../../../tests/redis.ts'
import { type TestServer, type TestStudent, testServer } from '../../../../../tests/server.ts'
import { Choices } from '../../matching/choices.fixture.ts'
import { connected } from '../pair.fixture.ts'
import { type StormNode, stormNode } from './storm-node.fixture.ts'
import { keepWriting, post, type Storm, StormPage } from './storm-page.fixture.ts'

// Two students write and read at random by two nodes, while sockets, nodes, Redis and the lines to PostgreSQL come and
// go, for as long as NOTHING_LOST_SECONDS says. A failure prints the seed; NOTHING_LOST_SEED repeats what each of them
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
let nodes: StormNode[]
beforeAll(async () => {
  server = await testServer()
  home = await campus(server)
  redis = await startRedis()
  const settings = { ...server.parts.settings, redisUrl: redis.url }
  nodes = await Promise.all([1, 2].map(() => stormNode(settings, server.database.url)))
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
    ['a node restarted', (node) => node.restart()],
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
  expect(storm.acknowledged.size, told).toBeGreaterThan(seconds * 10)

  for (const [index, page] of pages.entries()) {
    const node = nodes[index % 2]
    const socket = node && (await page.open(node))
    await expect.poll(() => page.last(), { timeout: 10_000, message: told }).toBe(rows.length)
    socket?.leave()
    const received = page.received.map((message) => `${message.sequence} ${message.id} ${message.content}`)
    expect(received, told).toEqual(rows.map((row) => `${row.sequence} ${row.id} ${row.content}`))
  }
  await readSome(storm, rows, ada, ben, choices)
  process.stdout.write(`${rows.length} messages, ${storm.acknowledged.size} acknowledged; ${told}\n`)
})

/** Reading up to anywhere leaves as many unread as the other wrote after it, whichever node is asked. */
async function readSome(
  { conversationId }: Storm,
  rows: Row[],
  ada: TestStudent,
  ben: TestStudent,
  choices: Choices,
): Promise<void> {
  for (const [student, other] of [
    [ada, ben],
    [ben, ada],
  ] as const) {
    const sequence = choices.whole(0, rows.length)
    const left = rows.filter((row) => row.senderId === other.id && row.sequence > sequence).length
    const reader = choices.one(nodes)
    await expect
      .poll(() => post(reader.at(), student, `${conversationId}/read`, { sequence }), { timeout: 10_000 })
      .not.toBeNull()
    const { unread, items } = await student.call(listConversations, {})
    expect([unread, items[0]?.unread]).toEqual([left, left])
  }
}

import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type RosterMemory, rosterMemory } from './memory.ts'
import { pack, type Student } from './student.fixture.ts'

const said = { location: null, style: null, pace: null, hasBio: false, hasPicture: false }
const person = (n: number): Student => ({
  id: `00000000-0000-0000-0000-${String(n).padStart(12, '0')}`,
  joined: n,
  said,
  slots: Uint16Array.of(60, 120),
})
/** A course named after the number of its students. */
const packed = (course: string) =>
  Buffer.concat(Array.from({ length: Number(course) }, (_, n) => pack(person(n))))

/** Counts what is read; reading takes a while. */
function reader() {
  const reads: string[] = []
  return {
    reads,
    async read(course: string) {
      reads.push(course)
      await turn()
      return { snapshot: `${reads.length}`, server: 'one', packed: packed(course) }
    },
  }
}

const ample = 1e9
async function bytesOf(course: string): Promise<number> {
  const memory = rosterMemory(reader().read, ample)
  await memory.get(course)
  return memory.size().bytes
}

describe('rosters in memory', () => {
  test('are read once, also by who asks while they are being read', async () => {
    const { read, reads } = reader()
    const memory = rosterMemory(read, ample)
    expect(memory.has('3')).toBe(false)
    const [a, b, other] = await Promise.all([memory.get('3'), memory.get('3'), memory.get('5')])
    expect(a).toBe(b)
    expect([a.roster.size, a.snapshot, other.roster.size]).toEqual([3, '2', 5])
    expect(await memory.get('3')).toBe(a)
    expect(reads).toEqual(['3', '5'])
    expect(memory.has('3')).toBe(true)
  })

  test('are read anew after a reading that failed, which all who waited for it are told', async () => {
    let fails = true
    const { read, reads } = reader()
    const memory = rosterMemory(async (course) => {
      const answer = await read(course)
      if (fails) throw new Error('the database is away')
      return answer
    }, ample)
    const first = await Promise.allSettled([memory.get('3'), memory.get('3')])
    expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect([memory.has('3'), memory.size().rosters]).toEqual([false, 0])
    fails = false
    expect((await memory.get('3')).roster.size).toBe(3)
    expect(reads).toEqual(['3', '3'])
  })

  test('are what was put last, and read anew once dropped', async () => {
    const { read, reads } = reader()
    const memory = rosterMemory(read, ample)
    const { roster, server } = await memory.get('3')
    const later = { roster, server, snapshot: 'later' }
    memory.put('3', later)
    expect(await memory.get('3')).toBe(later)
    memory.drop('3')
    expect((await memory.get('3')).snapshot).toBe('2')
    expect(reads).toEqual(['3', '3'])
  })

  test('take at least what their columns do', async () => {
    expect((await bytesOf('1000')) - (await bytesOf('500'))).toBeGreaterThanOrEqual(500 * 32)
  })

  test('with no room for them are read each time', async () => {
    const { read, reads } = reader()
    const memory = rosterMemory(read, 0)
    for (let i = 0; i < 3; i++) expect((await memory.get('3')).roster.size).toBe(3)
    expect(reads).toHaveLength(3)
    expect(memory.size()).toEqual({ rosters: 0, bytes: 0 })
  })
})

test('the one not used for longest goes first, and the bound holds after every step', async () => {
  const courses = ['1', '20', '50', '90', '100', '300']
  const bytes = new Map(
    await Promise.all(courses.map(async (course) => [course, await bytesOf(course)] as const)),
  )
  const step = fc.record({
    course: fc.constantFrom(...courses),
    what: fc.constantFrom('get', 'get', 'put', 'drop'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), async (steps) => {
      const bound = 12_000
      const { read, reads } = reader()
      const memory = rosterMemory(read, bound)
      /** Least recently used first. */
      let held: string[] = []
      const room = () => held.reduce((sum, course) => sum + (bytes.get(course) ?? 0), 0)
      for (const { course, what } of steps) {
        const [isHeld, readBefore] = [held.includes(course), reads.length]
        await act(memory, course, what)
        if (what === 'get') expect(reads.length - readBefore).toBe(isHeld ? 0 : 1)
        held = held.filter((other) => other !== course)
        if (what !== 'drop' && (bytes.get(course) ?? 0) <= bound) held.push(course)
        while (room() > bound) held.shift()
        expect(courses.filter((one) => memory.has(one)).sort()).toEqual(held.toSorted())
        expect(memory.size()).toEqual({ rosters: held.length, bytes: room() })
      }
    }),
    { numRuns: 100 },
  )
})

async function act(memory: RosterMemory, course: string, what: string): Promise<void> {
  if (what === 'get') await memory.get(course)
  else if (what === 'drop') memory.drop(course)
  else memory.put(course, await rosterMemory(reader().read, ample).get(course))
}

import { expect, test } from 'vitest'
import { Random } from './random.ts'

const draw = (random: Random) => Array.from({ length: 50 }, () => random.bits())

test('a stream is the same whenever it is named the same, and differs by seed, purpose and index', () => {
  const stream = draw(new Random(7, 'week', 3))
  expect(draw(new Random(7, 'week', 3))).toEqual(stream)
  for (const other of [new Random(8, 'week', 3), new Random(7, 'weak', 3), new Random(7, 'week', 4)])
    expect(draw(other)).not.toEqual(stream)
})

test('whole numbers reach both ends and nothing beyond, about equally often', () => {
  const random = new Random(1, 'dice')
  const counts = new Map<number, number>()
  for (let throws = 0; throws < 6000; throws++) {
    const value = random.whole(1, 6)
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6])
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150)
})

test('a weight of nothing is never drawn, and no weight at all is -1', () => {
  const random = new Random(1, 'weights')
  const drawn = new Set(Array.from({ length: 1000 }, () => random.weighted([0, 3, 0, 1, 0])))
  expect([...drawn].sort()).toEqual([1, 3])
  expect(random.weighted([0, 0])).toBe(-1)
})

test('UUIDs are of version 4 and do not repeat', () => {
  const ids = Array.from({ length: 20_000 }, (_, index) => new Random(1, 'student', index).uuid())
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids.slice(0, 1000))
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

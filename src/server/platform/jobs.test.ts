import { expect, test } from 'vitest'
import { inTurns } from './jobs.ts'

test('what is due is worked off in turns until nothing is', async () => {
  const turns = [['a', 'b'], ['c'], []]
  const worked: string[][] = []
  const done = await inTurns(
    new AbortController().signal,
    async () => turns.shift() ?? [],
    async (rows) => void worked.push(rows),
  )
  expect([done, worked]).toEqual([3, [['a', 'b'], ['c']]])
})

test('nothing more is taken once the process stops', async () => {
  const stopping = new AbortController()
  let taken = 0
  const done = await inTurns(
    stopping.signal,
    async () => [++taken],
    async () => stopping.abort(),
  )
  expect([done, taken]).toEqual([1, 1])
})

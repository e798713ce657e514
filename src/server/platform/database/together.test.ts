import { expect, test } from 'vitest'
import { together } from './together.ts'

test('what is asked while a query is under way is asked together after it, and each gets its own', async () => {
  const queries: string[][] = []
  const answered = Promise.withResolvers<void>()
  const lookUp = together(async (keys) => {
    queries.push(keys)
    if (queries.length === 1) await answered.promise
    return new Map(keys.filter((key) => key !== 'none').map((key) => [key, `row ${key}`]))
  })
  const first = lookUp('a')
  await expect.poll(() => queries.length).toBe(1)
  // Also who asks for the same again: what is under way may have read it before it changed.
  const rest = ['a', 'b', 'none', 'b'].map(lookUp)
  answered.resolve()
  expect(await Promise.all([first, ...rest])).toEqual(['row a', 'row a', 'row b', null, 'row b'])
  expect(queries).toEqual([['a'], ['a', 'b', 'none']])
})

test('a query that fails fails for those who asked, and the next one is made', async () => {
  let isAway = true
  const lookUp = together(async (keys) => {
    if (isAway) throw new Error('away')
    return new Map(keys.map((key) => [key, key]))
  })
  const outcomes = await Promise.allSettled([lookUp('a'), lookUp('b')])
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  isAway = false
  expect(await lookUp('a')).toBe('a')
})

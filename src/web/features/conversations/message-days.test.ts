import { expect, it } from 'vitest'
import { messageWith } from './message.fixture.ts'
import { continues, opensDay } from './message-days.ts'

const at = (sentAt: string, senderId = 'leo') => messageWith(2, { sentAt, senderId })

it('opens a day at the first message of a day of the campus', () => {
  const late = at('2026-11-20T07:59:00Z') // 23:59 of the 19th in Los Angeles
  const early = at('2026-11-20T08:01:00Z')
  expect(opensDay(late, early, 'America/Los_Angeles')).toBe(true)
  expect(opensDay(late, early, 'UTC')).toBe(false)
  expect(opensDay(undefined, messageWith(1), 'UTC')).toBe(true)
  expect(opensDay(undefined, early, 'UTC')).toBe(false) // what is before it is not here
})

it('joins what one sender writes within minutes', () => {
  const first = at('2026-11-20T08:00:00Z')
  expect(continues(first, at('2026-11-20T08:04:00Z'))).toBe(true)
  expect(continues(first, at('2026-11-20T08:06:00Z'))).toBe(false)
  expect(continues(first, at('2026-11-20T08:01:00Z', 'maya'))).toBe(false)
  expect(continues(first, { ...first, type: 'system' })).toBe(false)
  expect(continues(undefined, first)).toBe(false)
})

import { expect, it } from 'vitest'
import { messageWith } from './message.fixture.ts'
import { groupMessages } from './message-days.ts'

const at = (sentAt: string, senderId: string, sequence: number) => messageWith(sequence, { sentAt, senderId })

it('groups by day of the campus, then by sender and time', () => {
  const messages = [
    at('2026-11-20T07:58:00Z', 'leo', 1), // 23:58 of the 19th in Los Angeles
    at('2026-11-20T07:59:00Z', 'leo', 2),
    at('2026-11-20T08:01:00Z', 'leo', 3),
    at('2026-11-20T08:02:00Z', 'maya', 4),
    at('2026-11-20T08:30:00Z', 'maya', 5),
  ]
  const days = groupMessages(messages, 'America/Los_Angeles')
  expect(days.map(({ runs }) => runs.map((run) => run.map(({ sequence }) => sequence)))).toEqual([
    [[1, 2]],
    [[3], [4], [5]],
  ])
  expect(groupMessages(messages, 'UTC')).toHaveLength(1)
})

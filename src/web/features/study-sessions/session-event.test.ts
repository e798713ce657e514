import { expect, test } from 'vitest'
import { eventText, sessionEventOf } from './session-event.ts'

test('a message of the service tells what became of a session', () => {
  const event = sessionEventOf({ type: 'system', content: 'study-session 0b5e accepted' })
  expect(event).toEqual({ sessionId: '0b5e', what: 'accepted' })
  expect(event && eventText(event)).toBe('Accepted a study session')
})

test('what a student writes is never taken for it, nor are other words of the service', () => {
  expect(sessionEventOf({ type: 'text', content: 'study-session 0b5e accepted' })).toBeNull()
  expect(sessionEventOf({ type: 'system', content: 'deleted' })).toBeNull()
})

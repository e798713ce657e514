import { expect, test } from 'vitest'
import type { Notification } from '#contract/notifications.ts'
import { notificationWords } from './notification-words.ts'

const partner = { id: 'p', firstName: 'Ada', lastName: 'Byron', pictureUrl: null }
const say = (more: Pick<Notification, 'kind'> & Partial<Notification>) =>
  notificationWords({
    ...{ id: 'n', what: null, at: '2026-11-20T12:00:00.000Z', isRead: false, partner, courseCode: 'CS 1' },
    ...{ connectionId: 'c', conversationId: 'c', sessionId: null, count: 1 },
    ...more,
  })

test('each kind is told in a sentence', () => {
  expect(say({ kind: 'request' })).toBe('Ada asks you to study together')
  expect(say({ kind: 'acceptance' })).toBe('Ada accepted your request')
  expect(say({ kind: 'message' })).toBe('A new message from Ada')
  expect(say({ kind: 'message', count: 12 })).toBe('12 new messages from Ada')
  expect(say({ kind: 'session', what: 'declined' })).toBe('Ada declined the study session')
  expect(say({ kind: 'session', what: 'soon' })).toBe('You meet Ada soon')
})

import { expect, test } from 'vitest'
import { sessionDay, sessionFields, sessionHours, sessionTime } from './session-time.ts'

const session = { startsAt: '2026-11-24T21:00:00.000Z', endsAt: '2026-11-24T22:30:00.000Z' }

test('a session is told in the time of the campus', () => {
  const say = (timeZone: string, locale: string) =>
    sessionTime(session, timeZone, locale).replace(/[\u2009\u202F]/g, ' ')
  expect(say('America/New_York', 'en-US')).toBe('Tue, Nov 24, 4:00 – 5:30 PM')
  expect(say('Europe/Berlin', 'de')).toBe('Di., 24. Nov., 22:00–23:30 Uhr')
})

test('its day and its hours are told alone, too', () => {
  expect(sessionDay(session, 'Asia/Tokyo', 'en-US')).toBe('Wed, Nov 25')
  expect(sessionHours(session, 'Asia/Tokyo', 'de')).toBe('06:00–07:30 Uhr')
})

test('a form takes its day and time at the campus', () => {
  expect(sessionFields(session, 'America/New_York')).toEqual({
    date: '2026-11-24',
    start: '16:00',
    minutes: 90,
  })
  expect(sessionFields(session, 'Asia/Tokyo')).toEqual({ date: '2026-11-25', start: '06:00', minutes: 90 })
})

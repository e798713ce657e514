import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { SessionRow } from './data.ts'

/**
 * Sessions as iCalendar (RFC 5545). Times are in UTC, so that no calendar has to know the campus' rules of daylight
 * saving; it shows them in the zone of whoever looks.
 * @param link of a conversation
 */
export function calendarOf(
  sessions: readonly SessionRow[],
  { host, link }: { host: string; link: (conversationId: string) => string },
): string {
  const calendar = ical({
    name: 'Campus Connect',
    prodId: { company: 'Campus Connect', product: 'Study sessions', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3600,
  })
  for (const { id, partner, course, startsAt, endsAt, place, conversationId, createdAt, status } of sessions)
    calendar.createEvent({
      id: `${id}@${host}`,
      start: startsAt,
      end: endsAt,
      stamp: createdAt,
      summary: `${course.code} with ${partner.firstName} ${partner.lastName}`,
      description: course.name,
      location: place,
      url: link(conversationId),
      status: status === 'accepted' ? ICalEventStatus.CONFIRMED : ICalEventStatus.TENTATIVE,
    })
  return calendar.toString()
}

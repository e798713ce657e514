import type { Letter } from '#platform/mail.ts'
import type { Reminder } from './data/due.ts'

/** An hour before a session, in campus time. */
export function reminderLetter(
  { email, firstName, partner, course, startsAt, place, timeZone }: Reminder,
  link: string,
): Letter {
  const time = startsAt.toLocaleTimeString('en', { timeZone, hour: 'numeric', minute: '2-digit' })
  return {
    to: email,
    subject: `${course} with ${partner} at ${time}`,
    text: [
      `Hello ${firstName},`,
      `you and ${partner} study ${course} at ${time}${place ? ` (${place})` : ''}.`,
      `If something has come up, tell ${partner} here:`,
      link,
    ].join('\n\n'),
  }
}

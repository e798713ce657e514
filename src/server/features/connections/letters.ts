import type { Letter } from '#platform/mail.ts'
import type { Nudge } from './data/lapse.ts'

/** The one reminder of a request; after a week it lapses by itself. */
export function nudgeLetter({ email, firstName, askedBy, course }: Nudge, link: string): Letter {
  return {
    to: email,
    subject: `${askedBy} would like to study ${course} with you`,
    text: [
      `Hello ${firstName},`,
      `${askedBy} asked you a few days ago to study ${course} together. A yes or a no takes a second:`,
      link,
      'If you do not answer, the request lapses in a few days, and we do not remind you again.',
    ].join('\n\n'),
  }
}

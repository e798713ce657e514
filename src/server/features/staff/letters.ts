import type { Role } from '#contract/staff.ts'
import type { Letter } from '#platform/mail.ts'

const now: Record<Role, string> = {
  student: 'you are no longer staff on Campus Connect.',
  staff: 'you are staff of your university on Campus Connect now, and look after what its students report.',
  operator: 'you are an operator of Campus Connect now: you look after all reports, and appoint staff.',
}

export function roleLetter(to: string, firstName: string, role: Role, link: string): Letter {
  return {
    to,
    subject: 'Your role on Campus Connect has changed',
    text: [
      `Hello ${firstName},`,
      now[role],
      'You were signed out everywhere. Sign in again here:',
      link,
      'If you did not expect this, tell the staff of your university.',
    ].join('\n\n'),
  }
}

import type { Letter } from '#platform/mail.ts'

export function warningLetter(to: string, firstName: string): Letter {
  return {
    to,
    subject: 'A word from the staff of Campus Connect',
    text: [
      `Hello ${firstName},`,
      'something that you wrote, showed or did made another student turn to us. We looked at it and ask you to keep to what one may expect of each other on campus.',
      'If it happens again, your account can be suspended. If you think this is a mistake, answer to the staff of your university.',
    ].join('\n\n'),
  }
}

export function suspensionLetter(to: string, firstName: string): Letter {
  return {
    to,
    subject: 'Your Campus Connect account is suspended',
    text: [
      `Hello ${firstName},`,
      'the staff of your university have suspended your account after a report. You are signed out, and nobody finds you any more.',
      'Nothing of yours was deleted. If you think this is a mistake, turn to the staff of your university.',
    ].join('\n\n'),
  }
}

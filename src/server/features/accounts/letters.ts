import type { Letter } from '#platform/mail.ts'

/** The mail that a new student gets; the link opens a page with a button, since mail scanners open links. */
export function confirmationLetter(to: string, firstName: string, link: string): Letter {
  return {
    to,
    subject: 'Confirm your address for Campus Connect',
    text: [
      `Hello ${firstName},`,
      'open this page and press the button to confirm that this address is yours:',
      link,
      'The link works once, within 24 hours. If you did not sign up, ignore this mail: without the button nothing happens.',
    ].join('\n\n'),
  }
}

/** Sent instead when the address has an account, so that the page's answer need not tell. */
export function alreadySignedUpLetter(to: string, firstName: string, link: string): Letter {
  return {
    to,
    subject: 'You already have a Campus Connect account',
    text: [
      `Hello ${firstName},`,
      'somebody, probably you, signed up with this address, which has an account already. Sign in here:',
      link,
      'If it was not you, nothing has changed and you need not do anything.',
    ].join('\n\n'),
  }
}

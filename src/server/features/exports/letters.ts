import type { Letter } from '#platform/mail.ts'

/** The link is to the page and not to the file, so that whoever reads the mail has to sign in. */
export function exportReadyLetter(to: string, firstName: string, link: string, keptDays: number): Letter {
  return {
    to,
    subject: 'Your Campus Connect data is ready',
    text: [
      `Hello ${firstName},`,
      `everything that we keep about you, which you asked for, is ready. For ${keptDays} days you can download it here:`,
      link,
      'If it was not you who asked, change your password, and look where you are signed in on the same page.',
    ].join('\n\n'),
  }
}

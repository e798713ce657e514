import type { Letter } from '#platform/mail.ts'

/** The mail that a new student gets; the link opens a page with a button, since mail scanners open links. */
export function confirmationLetter(to: string, firstName: string, link: string): Letter {
  return {
    to,
    subject: 'Confirm your address for Campus Connect',
    text: [
      `Hello ${firstName},`,
      'confirm on this page, with the password that you chose, that this address is yours:',
      link,
      'The link works once, within 24 hours. If you did not sign up, ignore this mail: without the password nothing happens.',
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

/** The link opens a page that asks for the new password; opening it alone changes nothing. */
export function passwordResetLetter(to: string, firstName: string, link: string): Letter {
  return {
    to,
    subject: 'A new password for Campus Connect',
    text: [
      `Hello ${firstName},`,
      'choose a new password on this page:',
      link,
      'The link works once, within an hour; then you are signed out everywhere else. If you did not ask for it, ignore this mail: your password stays as it is.',
    ].join('\n\n'),
  }
}

/** Tells whoever did not do it. */
export function passwordChangedLetter(to: string, firstName: string, link: string): Letter {
  return {
    to,
    subject: 'Your Campus Connect password was changed',
    text: [
      `Hello ${firstName},`,
      'your password was changed just now, and all other devices were signed out.',
      'If it was not you, take your account back at once by a new password:',
      link,
    ].join('\n\n'),
  }
}

/** Sent when a refresh token was used twice: one of the two who had it should not have. */
export function tokenReusedLetter(to: string, firstName: string, link: string): Letter {
  return {
    to,
    subject: 'A program was signed out of your Campus Connect account',
    text: [
      `Hello ${firstName},`,
      'a program that is signed in as you showed a key that had been used before, as it would look if somebody had copied it. We signed that program out.',
      'If you use none, change your password, and look where you are signed in:',
      link,
    ].join('\n\n'),
  }
}

/** Sent when somebody asked to be deleted: it may have been somebody else at their phone. */
export function deletionLetter(
  to: string,
  firstName: string,
  link: string,
  at: Date,
  timeZone: string,
): Letter {
  const day = at.toLocaleDateString('en', { timeZone, dateStyle: 'long' })
  return {
    to,
    subject: 'Your Campus Connect account will be deleted',
    text: [
      `Hello ${firstName},`,
      `your account and what is yours will be deleted on ${day}. From now on nobody finds you, and you are signed out everywhere.`,
      'If you want to keep it, sign in before that day, and everything is as it was:',
      link,
    ].join('\n\n'),
  }
}

/** To the new address; opening the link alone changes nothing. */
export function newAddressLetter(to: string, firstName: string, link: string): Letter {
  return {
    to,
    subject: 'Confirm your new address for Campus Connect',
    text: [
      `Hello ${firstName},`,
      'open this page and press the button to use this address for your account from now on:',
      link,
      'The link works once, within 24 hours. If you did not ask for it, ignore this mail.',
    ].join('\n\n'),
  }
}

/** To the old address, since it may have been somebody else. */
export function addressChangedLetter(to: string, firstName: string, email: string): Letter {
  return {
    to,
    subject: 'Your Campus Connect account has another address',
    text: [
      `Hello ${firstName},`,
      `your account uses ${email} from now on, and no longer this address.`,
      'If it was not you, turn to the staff of your university at once.',
    ].join('\n\n'),
  }
}

/** Tells whoever did not do it. */
export function factorAddedLetter(to: string, firstName: string, what: string, link: string): Letter {
  return {
    to,
    subject: 'Another way to prove that it is you, at Campus Connect',
    text: [
      `Hello ${firstName},`,
      `${what} was added to your account just now. From now on the password alone does not sign in, and all other devices were signed out.`,
      'If it was not you, change your password and remove it here at once:',
      link,
    ].join('\n\n'),
  }
}

/** Tells whoever did not do it. */
export function factorRemovedLetter(to: string, firstName: string, what: string, link: string): Letter {
  return {
    to,
    subject: 'One way less to prove that it is you, at Campus Connect',
    text: [
      `Hello ${firstName},`,
      `${what} was removed from your account just now.`,
      'If it was not you, change your password at once, and look at what is left:',
      link,
    ].join('\n\n'),
  }
}

/** Sent when an identity elsewhere was linked: it may have been somebody else at their phone. */
export function providerLinkedLetter(to: string, firstName: string, provider: string, link: string): Letter {
  return {
    to,
    subject: `You can sign in with ${provider}`,
    text: [
      `Hello ${firstName},`,
      `from now on whoever is signed in with ${provider} as you gets into your Campus Connect account.`,
      'If it was not you, unlink it here and change your password:',
      link,
    ].join('\n\n'),
  }
}

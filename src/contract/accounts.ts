import { endpoint } from './endpoint.ts'
import { University } from './universities.ts'
import { Id, Instant, text } from './values.ts'
import { z } from './zod.ts'

export const Email = text(255)
  .pipe(z.email('must be an e-mail address'))
  .meta({ format: 'email', examples: ['ada@northfield.example'] })
export const Password = z
  .string()
  .min(8, 'at least 8 characters')
  .max(200, 'at most 200 characters')
  .refine((value) => value.isWellFormed() && !value.includes('\u0000'), 'must be well-formed text')
/** A password that somebody has: whatever it is, it is compared. */
export const KnownPassword = z.string().min(1, 'must not be empty').max(200, 'at most 200 characters')
/** Left out only by whoever has none. */
const OwnPassword = KnownPassword.optional().describe('left out by who signs in elsewhere and has none')
const Name = text(100)
export const Token = z
  .string()
  .regex(/^[A-Za-z0-9_-]{20,100}$/, 'is not the code of a mailed link')
  .meta({ examples: ['sI9xJ0Yk2mWb7Qd4tVh1RzLc8NfAeUoG'] })

/** The signed-in student's own account. */
export const Me = z
  .object({
    id: Id,
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    pictureUrl: z.string().nullable(),
    isVerified: z.boolean(),
    role: z.enum(['student', 'staff', 'operator']),
    university: University,
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof Me>

export const signUp = endpoint({
  method: 'POST',
  path: '/accounts',
  id: 'signUp',
  tag: 'accounts',
  summary: 'Sign up with a university address',
  description:
    'The university is found by the domain of the address. The answer is the same whether or not the address has an account; what to do next is in the mail.',
  access: 'public',
  body: z.object({ email: Email, password: Password, firstName: Name, lastName: Name }),
  status: 202,
  answer: z.object({ email: z.string(), university: z.string().describe('name') }),
  problems: ['university-unknown'],
})

export const verifyEmail = endpoint({
  method: 'POST',
  path: '/accounts/verification',
  id: 'verifyEmail',
  tag: 'accounts',
  summary: 'Confirm an address with the code of the mailed link, and sign in',
  description:
    'Takes the password, too, since somebody else may have signed up with the address and made its owner open the link. A wrong one does not use the code up. Other sessions of the account end.',
  access: 'public',
  body: z.object({ token: Token, password: KnownPassword }),
  status: 200,
  answer: Me,
  problems: ['token-invalid', 'wrong-credentials', 'second-factor-needed'],
})

export const resendVerification = endpoint({
  method: 'POST',
  path: '/accounts/verification/resend',
  id: 'resendVerification',
  tag: 'accounts',
  summary: 'Mail the link again',
  description: 'The answer is the same for an unknown or already confirmed address.',
  access: 'public',
  body: z.object({ email: Email }),
  status: 202,
})

export const signIn = endpoint({
  method: 'POST',
  path: '/session',
  id: 'signIn',
  tag: 'accounts',
  summary: 'Sign in with address and password',
  description:
    'Sets an HttpOnly cookie that holds for 30 days from the last use, and for 180 days at most. A session that came with the request ends.',
  access: 'public',
  body: z.object({ email: Email, password: KnownPassword }),
  status: 200,
  answer: Me,
  problems: ['wrong-credentials', 'second-factor-needed'],
})

export const signOut = endpoint({
  method: 'DELETE',
  path: '/session',
  id: 'signOut',
  tag: 'accounts',
  summary: 'Sign out of this browser',
  access: 'public',
  status: 204,
})

export const getMe = endpoint({
  method: 'GET',
  path: '/me',
  id: 'getMe',
  tag: 'accounts',
  summary: 'The signed-in student',
  access: 'student',
  status: 200,
  answer: Me,
})

export const requestPasswordReset = endpoint({
  method: 'POST',
  path: '/accounts/password-reset',
  id: 'requestPasswordReset',
  tag: 'accounts',
  summary: 'Mail a link that sets a new password',
  description: 'The link works once, within an hour. The answer is the same for an unknown address.',
  access: 'public',
  body: z.object({ email: Email }),
  status: 202,
})

export const resetPassword = endpoint({
  method: 'POST',
  path: '/accounts/password',
  id: 'resetPassword',
  tag: 'accounts',
  summary: 'Set a new password with the code of the mailed link',
  description: 'All sessions of the account end, and its address counts as confirmed.',
  access: 'public',
  body: z.object({ token: Token, password: Password }),
  status: 200,
  answer: z.object({ email: z.string() }),
  problems: ['token-invalid'],
})

export const changePassword = endpoint({
  method: 'PUT',
  path: '/me/password',
  id: 'changePassword',
  tag: 'accounts',
  summary: 'Change my password',
  description: 'All other sessions end; this one goes on under a new cookie.',
  access: 'student',
  body: z.object({ current: KnownPassword, password: Password }),
  status: 204,
  problems: ['wrong-credentials', 'confirm-first'],
})

export const requestAddress = endpoint({
  method: 'POST',
  path: '/me/address',
  id: 'requestAddress',
  tag: 'accounts',
  summary: 'Change my e-mail address',
  description:
    'Mails a link to the new address, which has to be of the same university; until the link is used the old one stays. The answer is the same for an address that has an account.',
  access: 'student',
  body: z.object({ email: Email, password: OwnPassword }),
  status: 202,
  problems: ['wrong-credentials', 'confirm-first', 'university-unknown'],
})

export const confirmAddress = endpoint({
  method: 'POST',
  path: '/accounts/address',
  id: 'confirmAddress',
  tag: 'accounts',
  summary: 'Confirm a new address with the code of the mailed link',
  access: 'public',
  body: z.object({ token: Token }),
  status: 200,
  answer: z.object({ email: z.string() }),
  problems: ['token-invalid'],
})

export const requestDeletion = endpoint({
  method: 'POST',
  path: '/me/deletion',
  id: 'requestDeletion',
  tag: 'accounts',
  summary: 'Delete my account in seven days',
  description:
    'I am signed out everywhere and in no list at once. Signing in before the day takes it back. On the day I am deleted with what is mine; who wrote to me keeps their own messages.',
  access: 'student',
  body: z.object({ password: OwnPassword }),
  status: 202,
  answer: z.object({ deletionAt: Instant }),
  problems: ['wrong-credentials', 'confirm-first'],
})

/** Mail that a trial set-up without a mail server keeps, newest first. Answers 404 everywhere else. */
export const listOutbox = endpoint({
  method: 'GET',
  path: '/outbox',
  id: 'listOutbox',
  tag: 'accounts',
  summary: 'Mail kept by a trial set-up without a mail server',
  access: 'public',
  status: 200,
  answer: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        to: z.string(),
        subject: z.string(),
        text: z.string(),
        link: z.string().nullable(),
        sentAt: z.iso.datetime(),
      }),
    ),
  }),
})

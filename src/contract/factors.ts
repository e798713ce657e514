import { Me } from './accounts.ts'
import { endpoint } from './endpoint.ts'
import { SecondFactor } from './problem.ts'
import { Id, Instant, text } from './values.ts'
import { z } from './zod.ts'

const Base64Url = z
  .string()
  .max(20_000)
  .regex(/^[A-Za-z0-9_-]+$/, 'is not base64url')
const CredentialId = Base64Url.max(1364)

const credential = { id: CredentialId, rawId: CredentialId }

/** What is read of a new passkey as the browser gives it (WebAuthn level 3, RegistrationResponseJSON). */
export const NewPasskey = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: Base64Url,
    attestationObject: Base64Url,
    transports: z
      .array(z.string().regex(/^[a-z-]{1,50}$/))
      .max(10)
      .optional(),
  }),
})

export type NewPasskey = z.infer<typeof NewPasskey>

/** What is read of what a passkey signed, as the browser gives it (WebAuthn level 3, AuthenticationResponseJSON). */
export const PasskeyProof = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: Base64Url,
      authenticatorData: Base64Url,
      signature: Base64Url,
      userHandle: z.string().max(100).optional(),
    }),
  })
  .meta({ id: 'PasskeyProof' })
export type PasskeyProof = z.infer<typeof PasskeyProof>

/** Six digits of the app, or a recovery code, however it is spaced. */
export const Code = text(40).meta({ examples: ['492039'] })

function oneOf<Fields extends z.ZodObject>(fields: Fields) {
  const names = Object.keys(fields.shape)
  return fields
    .refine((value) => names.filter((name) => value[name as keyof typeof value] !== undefined).length === 1, {
      path: names.slice(0, 1),
      message: `give one of ${names.join(', ')}`,
    })
    .meta({ examples: [{ code: '492039' }] })
}

const PasskeyOptions = z.object({
  options: z
    .record(z.string(), z.unknown())
    .describe('for navigator.credentials, as WebAuthn writes it in JSON'),
})

export const finishSignIn = endpoint({
  method: 'POST',
  path: '/session/second-factor',
  id: 'finishSignIn',
  tag: 'accounts',
  summary: 'Finish a sign-in with the second proof',
  description:
    'After a sign-in was answered `second-factor-needed`, in the same browser and within ten minutes. Give a code or a passkey.',
  access: 'public',
  body: oneOf(z.object({ code: Code.optional(), passkey: PasskeyProof.optional() })),
  status: 200,
  answer: Me,
  problems: ['not-signed-in', 'second-factor-wrong'],
})

export const askPasskey = endpoint({
  method: 'POST',
  path: '/session/passkey/challenge',
  id: 'askPasskey',
  tag: 'accounts',
  summary: 'What a passkey is to sign',
  description: 'Works once, within five minutes, and only for the purpose that it was asked for.',
  access: 'public',
  body: z.object({
    purpose: z
      .enum(['sign-in', 'second-factor', 'confirm'])
      .describe('instead of a password, to finish a sign-in, or to confirm that it is you'),
  }),
  status: 200,
  answer: PasskeyOptions,
  problems: ['not-signed-in'],
})

export const signInWithPasskey = endpoint({
  method: 'POST',
  path: '/session/passkey',
  id: 'signInWithPasskey',
  tag: 'accounts',
  summary: 'Sign in with a passkey alone',
  access: 'public',
  body: PasskeyProof,
  status: 200,
  answer: Me,
  problems: ['second-factor-wrong'],
})

export const confirmSession = endpoint({
  method: 'POST',
  path: '/session/confirmation',
  id: 'confirmSession',
  tag: 'accounts',
  summary: 'Confirm that it is me',
  description:
    'With the password, a code or a passkey. For a quarter of an hour this browser may then do what is answered `confirm-first` otherwise.',
  access: 'student',
  body: oneOf(
    z.object({
      password: z.string().min(1, 'must not be empty').max(200).optional(),
      code: Code.optional(),
      passkey: PasskeyProof.optional(),
    }),
  ),
  status: 204,
  problems: ['wrong-credentials', 'second-factor-wrong', 'not-allowed'],
})

export const Passkey = z
  .object({ id: Id, name: z.string(), createdAt: Instant, lastUsedAt: Instant.nullable() })
  .meta({ id: 'Passkey' })
export type Passkey = z.infer<typeof Passkey>

const RecoveryCodes = z.array(z.string()).describe('shown this once; each signs in once in place of a code')

export const getFactors = endpoint({
  method: 'GET',
  path: '/me/factors',
  id: 'getFactors',
  tag: 'accounts',
  summary: 'By what I can prove that it is me',
  access: 'student',
  status: 200,
  answer: z.object({
    hasPassword: z.boolean(),
    passkeys: z.array(Passkey),
    appSince: Instant.nullable().describe('since when codes of an authenticator app count'),
    recoveryCodesLeft: z.int(),
    ways: z.array(SecondFactor).describe('what a sign-in with the password asks for; empty for nothing'),
    isRequired: z.boolean().describe('whether my role needs a second proof here'),
  }),
})

export const askNewPasskey = endpoint({
  method: 'POST',
  path: '/me/passkeys/challenge',
  id: 'askNewPasskey',
  tag: 'accounts',
  summary: 'What a new passkey is made from',
  access: 'verified',
  recent: true,
  status: 200,
  answer: PasskeyOptions,
})

export const addPasskey = endpoint({
  method: 'POST',
  path: '/me/passkeys',
  id: 'addPasskey',
  tag: 'accounts',
  summary: 'Add a passkey',
  description:
    'From now on the password alone does not sign in. All other sessions end, and a mail tells of it. With the first second proof come recovery codes.',
  access: 'verified',
  recent: true,
  body: z.object({ name: text(100), response: NewPasskey }),
  status: 201,
  answer: z.object({ passkey: Passkey, recoveryCodes: RecoveryCodes.nullable() }),
  problems: ['second-factor-wrong'],
})

export const deletePasskey = endpoint({
  method: 'DELETE',
  path: '/me/passkeys/{id}',
  id: 'deletePasskey',
  tag: 'accounts',
  summary: 'Remove a passkey',
  access: 'student',
  recent: true,
  params: z.object({ id: Id.describe('of the passkey') }),
  status: 204,
  problems: ['not-found'],
})

export const beginApp = endpoint({
  method: 'POST',
  path: '/me/authenticator-app',
  id: 'beginApp',
  tag: 'accounts',
  summary: 'Begin to add an authenticator app',
  description: 'It counts once a code of it has been shown. Beginning again makes another secret.',
  access: 'verified',
  recent: true,
  status: 201,
  answer: z.object({
    secret: z.string().describe('base32, to type into the app'),
    uri: z.string().describe('otpauth://…, to show as a QR code'),
  }),
  problems: ['not-allowed'],
})

export const confirmApp = endpoint({
  method: 'POST',
  path: '/me/authenticator-app/confirmation',
  id: 'confirmApp',
  tag: 'accounts',
  summary: 'Add the authenticator app by a code of it',
  description:
    'From now on the password alone does not sign in. All other sessions end, and a mail tells of it. With the first second proof come recovery codes.',
  access: 'verified',
  recent: true,
  body: z.object({ code: Code }),
  status: 200,
  answer: z.object({ recoveryCodes: RecoveryCodes.nullable() }),
  problems: ['second-factor-wrong'],
})

export const deleteApp = endpoint({
  method: 'DELETE',
  path: '/me/authenticator-app',
  id: 'deleteApp',
  tag: 'accounts',
  summary: 'Remove the authenticator app',
  access: 'student',
  recent: true,
  status: 204,
  problems: ['not-found'],
})

export const renewRecoveryCodes = endpoint({
  method: 'POST',
  path: '/me/recovery-codes',
  id: 'renewRecoveryCodes',
  tag: 'accounts',
  summary: 'New recovery codes in place of the old ones',
  access: 'student',
  recent: true,
  status: 200,
  answer: z.object({ recoveryCodes: RecoveryCodes }),
  problems: ['not-allowed'],
})

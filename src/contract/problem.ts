import { z } from './zod.ts'

/** Every problem that the API answers: its stable name, status and title (RFC 9457). */
export const problems = {
  'invalid-request': { status: 400, title: 'The request is not valid' },
  'not-signed-in': { status: 401, title: 'Sign in first' },
  'wrong-credentials': { status: 401, title: 'Address or password is wrong' },
  'second-factor-needed': { status: 401, title: 'One more proof is needed' },
  'second-factor-wrong': { status: 401, title: 'That proof was not accepted' },
  'provider-refused': { status: 401, title: 'Signing in elsewhere did not work' },
  'not-allowed': { status: 403, title: 'This is not yours to see or change' },
  'not-verified': { status: 403, title: 'Confirm your e-mail address first' },
  'second-factor-missing': { status: 403, title: 'Staff sign in with a second proof here' },
  'confirm-first': { status: 403, title: 'Confirm first that it is you' },
  'not-enrolled': { status: 403, title: 'Join the course first' },
  'cross-site-request': { status: 403, title: 'The request came from another site' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'course-inactive': { status: 409, title: 'The course is over' },
  'connection-open': { status: 409, title: 'You are already in touch in this course' },
  'connection-changed': { status: 409, title: 'The request is no longer open' },
  'connection-paused': { status: 409, title: 'It is too early to ask again' },
  'connection-closed': { status: 409, title: 'You two are not connected' },
  'message-settled': { status: 409, title: 'It is too late to change this message' },
  'session-changed': { status: 409, title: 'The session is no longer open' },
  'session-clash': { status: 409, title: 'Somebody is busy then' },
  'requests-waiting': { status: 409, title: 'Enough of your requests are waiting' },
  'student-busy': { status: 409, title: 'This student has many requests to answer' },
  'student-unavailable': { status: 409, title: 'This student cannot be asked' },
  'link-needed': { status: 409, title: 'You have an account already' },
  'body-too-large': { status: 413, title: 'What was sent is too large' },
  'unsupported-media-type': { status: 415, title: 'This kind of content is not accepted' },
  'university-unknown': { status: 422, title: 'We do not know this university yet' },
  'token-invalid': { status: 422, title: 'This link is used up or too old' },
  'picture-unreadable': { status: 422, title: 'This file is not a picture we can read' },
  'file-unreadable': { status: 422, title: 'This kind of file is not accepted' },
  'upgrade-required': { status: 426, title: 'This address is for a WebSocket' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'internal-error': { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'The service is not ready' },
} as const

export type ProblemName = keyof typeof problems

/** `type` of a problem: stable, never shown to a person. */
export function problemType(name: ProblemName): string {
  return `urn:campus-connect:problem:${name}`
}

/** `code`: of an authenticator app, or a recovery code. */
export const SecondFactor = z.enum(['code', 'passkey'])
export type SecondFactor = z.infer<typeof SecondFactor>

/** RFC 9457 problem details. `detail` says what to do; `errors` names each bad field of the request. */
export const Problem = z
  .object({
    type: z.string().describe('urn:campus-connect:problem:<name>'),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().optional().describe('id of the request, as in the server log'),
    errors: z
      .array(z.object({ field: z.string().describe('path such as body.email'), message: z.string() }))
      .optional(),
    retryAfter: z.int().optional().describe('seconds'),
    retryAt: z.iso.datetime().optional(),
    ways: z.array(SecondFactor).optional().describe('second proofs that this account can give'),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>

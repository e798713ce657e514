import { Email, KnownPassword, Token } from './accounts.ts'
import { endpoint } from './endpoint.ts'
import { text } from './values.ts'
import { z } from './zod.ts'

const Tokens = z
  .object({
    tokenType: z.literal('Bearer'),
    accessToken: z
      .string()
      .describe('JWT for `Authorization: Bearer …`, signed with a key of /.well-known/jwks.json'),
    expiresIn: z.int().describe('seconds'),
    refreshToken: z.string().describe('works once, within 30 days'),
  })
  .meta({ id: 'Tokens' })

export const createTokens = endpoint({
  method: 'POST',
  path: '/auth/token',
  id: 'createTokens',
  tag: 'accounts',
  summary: 'Sign a program in',
  description:
    'For clients that are no browser: an access token for a quarter of an hour, and what renews it.',
  access: 'public',
  body: z.object({
    email: Email,
    password: KnownPassword,
    code: text(40).optional().describe('of the authenticator app, or a recovery code, for who has one'),
  }),
  status: 200,
  answer: Tokens,
  problems: ['wrong-credentials', 'second-factor-needed', 'second-factor-wrong'],
})

export const refreshTokens = endpoint({
  method: 'POST',
  path: '/auth/token/refresh',
  id: 'refreshTokens',
  tag: 'accounts',
  summary: 'Change a refresh token for new tokens',
  description:
    'Each works once. One that is used again was copied by somebody: that ends the sign-in, and its owner is told by mail.',
  access: 'public',
  body: z.object({ refreshToken: Token }),
  status: 200,
  answer: Tokens,
  problems: ['not-signed-in'],
})

import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'

export interface HostileIssuer {
  issuer: string
  /** The claims of a sign-in with nothing wrong. */
  claims(nonce: string, more?: JWTPayload): JWTPayload
  /** A token signed with the key that the issuer publishes, or with another. */
  sign(claims: JWTPayload, header?: object, key?: CryptoKey | Uint8Array): Promise<string>
  /** What the token endpoint answers from now on. */
  answerWith(answer: (response: ServerResponse, form: URLSearchParams) => unknown): void
  /** The same, with this ID token. */
  give(idToken: string): void
  /** Changes what discovery says. */
  metadata: Record<string, unknown>
  close(): Promise<void>
}

export const clientId = 'campus-connect'
export const clientSecret = 'a secret of thirty-two characters'

/** An OpenID provider that does whatever a test wants; its key pair is its own. */
export async function hostileIssuer(): Promise<HostileIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = { ...(await exportJWK(publicKey)), kid: 'known', alg: 'RS256', use: 'sig' }
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const metadata: Record<string, unknown> = {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
    authorization_response_iss_parameter_supported: true,
  }
  let answer: Parameters<HostileIssuer['answerWith']>[0] = (response) => response.end('{}')
  const json = (response: ServerResponse, body: unknown) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body))

  server.on('request', async (request, response) => {
    if (request.url === '/.well-known/openid-configuration') return json(response, metadata)
    if (request.url === '/jwks') return json(response, { keys: [jwk] })
    if (request.url === '/token') return answer(response, new URLSearchParams(await text(request)))
    response.writeHead(404).end()
  })

  const hostile: HostileIssuer = {
    issuer,
    metadata,
    claims: (nonce, more = {}) => {
      const now = Math.floor(Date.now() / 1000)
      return { iss: issuer, aud: clientId, sub: 'ada', iat: now, exp: now + 300, nonce, ...more }
    },
    sign: (claims, header = {}, key = privateKey) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'known', ...header }).sign(key),
    answerWith: (next) => {
      answer = next
    },
    give: (idToken) =>
      hostile.answerWith((response) =>
        json(response, {
          access_token: 'an access token',
          token_type: 'Bearer',
          expires_in: 60,
          id_token: idToken,
        }),
      ),
    async close() {
      server.closeAllConnections()
      server.close()
    },
  }
  return hostile
}

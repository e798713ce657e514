import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import Provider from 'oidc-provider'

/** What a real OpenID provider knows about somebody. */
export interface Person {
  email?: string
  email_verified?: boolean
  given_name?: string
  family_name?: string
}

export interface RealIssuer {
  issuer: string
  clientId: string
  clientSecret: string
  /** By what they type at the provider; also their `sub`. */
  people: Map<string, Person>
  /** Signs somebody in as a browser would. @returns the address that the provider sends the browser back to */
  visit(url: string, account: string): Promise<URL>
  close(): Promise<void>
}

/** oidc-provider on a free port of this machine, with a page that asks who one is. */
export async function realIssuer(redirectUris: string[]): Promise<RealIssuer> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const [clientId, clientSecret] = ['campus-connect', 'a secret of thirty-two characters']
  const people = new Map<string, Person>()
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: redirectUris,
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['given_name', 'family_name'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    cookies: { keys: ['a key of the test'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...people.get(id) }) }),
  })
  const answer = provider.callback()

  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { prompt, session, params } = await provider.interactionDetails(request, response)
    if (prompt.name === 'consent') {
      const grant = new provider.Grant({
        accountId: session?.accountId ?? '',
        clientId: String(params.client_id),
      })
      grant.addOIDCScope('openid email profile')
      const consent = { grantId: await grant.save() }
      return provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true })
    }
    if (request.method === 'POST') {
      const accountId = new URLSearchParams(await text(request)).get('account') ?? ''
      const result = people.has(accountId) ? { login: { accountId } } : { error: 'access_denied' }
      return provider.interactionFinished(request, response, result)
    }
    response.setHeader('content-type', 'text/html')
    response.end(`<!doctype html><html lang="en"><title>University sign-in</title><h1>University sign-in</h1>
      <form method="post"><label>Who are you? <input name="account"></label> <button>Go on</button></form>`)
  }

  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response)
    interact(request, response).catch((error) => response.writeHead(500).end(String(error)))
  })

  return {
    issuer,
    clientId,
    clientSecret,
    people,
    visit: (url, account) => visit(url, account, issuer),
    async close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Follows redirects within the issuer, and fills in the one form there is. */
async function visit(start: string, account: string, issuer: string): Promise<URL> {
  const jar = new Map<string, string>()
  let url = new URL(start)
  for (let hop = 0; hop < 10; hop++) {
    if (url.origin !== issuer) return url
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const asks = url.pathname.startsWith('/interaction/')
    let response = await fetch(url, { redirect: 'manual', headers: { cookie } })
    if (asks && response.ok)
      response = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie },
        body: new URLSearchParams({ account }),
      })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = line.match(/^([^=]+)=([^;]*)/) ?? []
      jar.set(name, value)
    }
    const location = response.headers.get('location')
    if (!location) throw new Error(`${url.pathname}: ${response.status} ${await response.text()}`)
    url = new URL(location, url)
  }
  throw new Error('the provider redirects for ever')
}

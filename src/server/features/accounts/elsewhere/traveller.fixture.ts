import { finishSignInElsewhere, startLink, startSignInElsewhere } from '#contract/providers.ts'
import type { TestServer } from '../../../../../tests/server.ts'

/** A browser that goes elsewhere and comes back; it keeps its cookies. */
export function traveller(server: TestServer, token?: string) {
  const cookies = new Map<string, string>(token ? [['cc_session', token]] : [])

  async function post(path: string, payload: object) {
    const response = await server.app.inject({
      method: 'POST',
      url: `/api/v1${path}`,
      cookies: Object.fromEntries(cookies),
      payload,
    })
    for (const { name, value } of response.cookies)
      if (value) cookies.set(name, value)
      else cookies.delete(name)
    return response
  }
  const at = ({ path }: { path: string }, slug: string) => path.replace('{slug}', slug)

  return {
    cookies,
    post,
    /** @returns where the browser is sent */
    async leave(slug: string, body: object = {}): Promise<URL> {
      const response = await post(at(startSignInElsewhere, slug), body)
      if (response.statusCode !== 200) throw new Error(response.body)
      return new URL(response.json().url)
    },
    async leaveToLink(slug: string, body: object = {}): Promise<URL> {
      const response = await post(at(startLink, slug), body)
      if (response.statusCode !== 200) throw new Error(response.body)
      return new URL(response.json().url)
    },
    comeBack: (slug: string, query: string) => post(at(finishSignInElsewhere, slug), { query }),
    /** Who is signed in. */
    me: () => server.app.inject({ url: '/api/v1/me', cookies: Object.fromEntries(cookies) }),
  }
}

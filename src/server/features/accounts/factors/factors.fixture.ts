import { Secret, TOTP } from 'otpauth'
import type { Caller, TestNode, TestServer, TestStudent } from '../../../../../tests/server.ts'

type Answer = Awaited<ReturnType<Caller['inject']>>

/** A browser: keeps the cookies that it is given. */
export function browser({ app }: Pick<TestNode, 'app'>, cookies: Record<string, string> = {}) {
  return {
    cookies,
    async send(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object): Promise<Answer> {
      const url = `/api/v1${path}`
      const response = await app.inject({ method, url, cookies, ...(payload && { payload }) })
      for (const { name, value } of response.cookies) {
        if (value) cookies[name] = value
        else delete cookies[name]
      }
      return response
    },
  }
}
export type Browser = ReturnType<typeof browser>

export const browserOf = (server: TestServer, student: TestStudent) =>
  browser(server, { cc_session: student.token })

/** Status and the problem's name, if it is one. */
export function said({ statusCode, body }: Answer): string {
  if (statusCode < 400) return String(statusCode)
  return `${statusCode} ${JSON.parse(body).type.split(':').at(-1)}`
}

/** The code of an app at so many half minutes from now. */
export function codeAt(secret: string, halfMinutes = 0): string {
  const app = new TOTP({ secret: Secret.fromBase32(secret) })
  return app.generate({ timestamp: Date.now() + halfMinutes * 30_000 })
}

/** Adds an app, as a person does. */
export async function withApp(own: Browser): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret } = (await own.send('POST', '/me/authenticator-app')).json()
  // The code of the half minute before, so that those from now on are still unused.
  const added = await own.send('POST', '/me/authenticator-app/confirmation', { code: codeAt(secret, -1) })
  if (added.statusCode !== 200) throw new Error(added.body)
  return { secret, recoveryCodes: added.json().recoveryCodes }
}

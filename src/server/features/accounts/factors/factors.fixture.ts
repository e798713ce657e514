import { setTimeout as pause } from 'node:timers/promises'
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

/** Milliseconds. */
const halfMinute = 30_000
/** Left of a half minute for a code to arrive in; after it, the one before is too old. */
const enough = 5000

/** The code of an app at so many half minutes from now. */
export function codeAt(secret: string, halfMinutes = 0): string {
  const app = new TOTP({ secret: Secret.fromBase32(secret) })
  return app.generate({ timestamp: Date.now() + halfMinutes * halfMinute })
}

/** The code of the half minute before, so that those from now on are still unused; once it has time to arrive. */
export async function codeBefore(secret: string): Promise<string> {
  const left = halfMinute - (Date.now() % halfMinute)
  if (left < enough) await pause(left)
  return codeAt(secret, -1)
}

/** Adds an app, as a person does. */
export async function withApp(own: Browser): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret } = (await own.send('POST', '/me/authenticator-app')).json()
  const code = await codeBefore(secret)
  const added = await own.send('POST', '/me/authenticator-app/confirmation', { code })
  if (added.statusCode !== 200) throw new Error(added.body)
  return { secret, recoveryCodes: added.json().recoveryCodes }
}

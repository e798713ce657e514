import { createDecipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { compactVerify, importJWK } from 'jose'
import type { PushPayload, PushSubscriptionInput } from '#contract/notifications.ts'

export interface ReceivedPush {
  payload: PushPayload
  headers: NodeJS.Dict<string | string[]>
  /** What the server says of itself, by a signature that holds for its public key. */
  vapid: { aud: string; sub: string; exp: number; key: string }
}

/** A push service with one browser that it serves: what comes is decrypted as the browser would. */
export interface Receiver {
  subscription: PushSubscriptionInput
  received: ReceivedPush[]
  /** What it answers from now on. */
  answers(status: number): void
  close(): void
}

export async function pushReceiver(): Promise<Receiver> {
  const browser = createECDH('prime256v1')
  const p256dh = browser.generateKeys()
  const auth = randomBytes(16)
  const received: ReceivedPush[] = []
  let status = 201
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    if (status < 300)
      received.push({
        payload: JSON.parse(decrypt(body, browser, auth)),
        headers: request.headers,
        vapid: await readVapid(request.headers.authorization ?? ''),
      })
    response.writeHead(status).end('x'.repeat(100_000))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    subscription: {
      endpoint: `http://127.0.0.1:${port}/push/${randomBytes(9).toString('base64url')}`,
      keys: { p256dh: p256dh.toString('base64url'), auth: auth.toString('base64url') },
    },
    received,
    answers: (next) => {
      status = next
    },
    close: () => server.close(),
  }
}

/** RFC 8291 within RFC 8188: one record. */
function decrypt(body: Buffer, browser: ECDH, auth: Buffer): string {
  const salt = body.subarray(0, 16)
  const keyLength = body.readUInt8(20)
  const sender = body.subarray(21, 21 + keyLength)
  const record = body.subarray(21 + keyLength)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), sender])
  const secret = hkdfSync('sha256', browser.computeSecret(sender), auth, info, 32)
  const key = hkdfSync('sha256', Buffer.from(secret), salt, 'Content-Encoding: aes128gcm\0', 16)
  const nonce = hkdfSync('sha256', Buffer.from(secret), salt, 'Content-Encoding: nonce\0', 12)
  const opening = createDecipheriv('aes-128-gcm', Buffer.from(key), Buffer.from(nonce))
  opening.setAuthTag(record.subarray(-16))
  const text = Buffer.concat([opening.update(record.subarray(0, -16)), opening.final()])
  return text.subarray(0, text.lastIndexOf(2)).toString()
}

/** RFC 8292. */
async function readVapid(authorization: string): Promise<ReceivedPush['vapid']> {
  const [, token = '', key = ''] = authorization.match(/^vapid t=([\w.-]+), ?k=([\w-]+)$/) ?? []
  const point = Buffer.from(key, 'base64url')
  const part = (from: number) => point.subarray(from, from + 32).toString('base64url')
  const jwk = await importJWK({ kty: 'EC', crv: 'P-256', x: part(1), y: part(33) }, 'ES256')
  const { payload } = await compactVerify(token, jwk)
  return { ...JSON.parse(Buffer.from(payload).toString()), key }
}

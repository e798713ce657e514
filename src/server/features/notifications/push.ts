import { createHash } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'
import webPush from 'web-push'
import type { PushPayload, PushSubscriptionInput } from '#contract/notifications.ts'
import type { PushKeys } from './keys.ts'
import { addressIn, isPublic, lookUpPublic } from './public-address.ts'

/** gone: the push service knows the subscription no longer. */
export type Outcome = 'sent' | 'gone' | 'failed'

export interface PushOptions {
  keys: PushKeys
  /** mailto: or https:, whom push services may write to. */
  subject: string
  /** Also http, and to addresses of this machine and its network. */
  allowsPrivate: boolean
  /** Milliseconds. */
  timeout?: number
  onFailure?: (reason: unknown) => void
}

/** Seconds that a push service keeps it for a browser that is off. */
const keptFor = 24 * 3600

/** Sends a push by Web Push (RFC 8030, 8188, 8291, 8292). Never throws. Nothing of the answer but its status is read. */
export async function sendPush(
  subscription: PushSubscriptionInput,
  payload: PushPayload,
  { keys, subject, allowsPrivate, timeout = 5000, onFailure = () => {} }: PushOptions,
): Promise<Outcome> {
  try {
    const url = new URL(subscription.endpoint)
    if (!allowsPrivate && !isAllowed(url)) return 'gone'
    const { headers, body } = webPush.generateRequestDetails(subscription, JSON.stringify(payload), {
      TTL: keptFor,
      urgency: payload.kind === 'message' || payload.kind === 'session' ? 'high' : 'normal',
      topic: topicOf(payload.tag),
      vapidDetails: { subject, ...keys },
    })
    const status = await post(url, headers, body, allowsPrivate, timeout)
    if (status === 404 || status === 410) return 'gone'
    if (status >= 200 && status < 300) return 'sent'
    throw new Error(`the push service answered ${status}`)
  } catch (error) {
    onFailure(error)
    return 'failed'
  }
}

/** Whether a push may go there, as far as can be told without looking the name up. */
export function isAllowed(url: URL): boolean {
  const address = addressIn(url)
  return url.protocol === 'https:' && (address === null || isPublic(address))
}

/** Of pushes with the same one that wait the push service keeps the newest; it learns nothing by it. */
const topicOf = (tag: string) => createHash('sha256').update(tag).digest('base64url').slice(0, 32)

function post(
  url: URL,
  headers: http.OutgoingHttpHeaders,
  body: Buffer | null,
  allowsPrivate: boolean,
  timeout: number,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const { request } = url.protocol === 'https:' ? https : http
    const sent = request(url, {
      method: 'POST',
      headers,
      agent: false, // a connection that is kept would be used again without a look at its address
      signal: AbortSignal.timeout(timeout),
      ...(!allowsPrivate && { lookup: lookUpPublic }),
    })
    sent.on('response', (response) => {
      resolve(response.statusCode ?? 0)
      response.destroy()
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

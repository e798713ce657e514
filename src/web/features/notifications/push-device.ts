import {
  deletePushSubscription,
  getPushKey,
  type PushSubscriptionInput,
  putPushSubscription,
} from '#contract/notifications.ts'
import { call } from '../../api/client.ts'

/** What this browser does about pushes. */
export type DeviceState = 'unsupported' | 'needs-home-screen' | 'denied' | 'off' | 'on'

/** Who switched pushes on here. Signing out empties it, and ends the browser's subscription. */
const ownerKey = 'push-owner'

export async function deviceState(userId: string): Promise<DeviceState> {
  if (!canPush()) return isOfApple() ? 'needs-home-screen' : 'unsupported'
  if (Notification.permission === 'denied') return 'denied'
  const isOn = localStorage.getItem(ownerKey) === userId && (await currentSubscription())
  return isOn ? 'on' : 'off'
}

/**
 * Asks the person, then the browser, then the server.
 * @throws Error if the browser has no push service, ProblemError
 */
export async function switchOn(userId: string): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') return
  await send(await subscribe())
  localStorage.setItem(ownerKey, userId)
}

export async function switchOff(): Promise<void> {
  localStorage.removeItem(ownerKey)
  const subscription = await currentSubscription()
  if (!subscription) return
  const { id } = await send(subscription)
  await call(deletePushSubscription, { params: { id } })
  await subscription.unsubscribe()
}

/**
 * Tells the server again of this browser, whose session may be another by now, and subscribes anew if the browser has
 * ended it; ends what somebody else left here.
 */
export async function renew(userId: string): Promise<void> {
  if (!canPush()) return
  const subscription = await currentSubscription()
  const isMine = localStorage.getItem(ownerKey) === userId && Notification.permission === 'granted'
  if (isMine) await send(subscription ?? (await subscribe()))
  else await subscription?.unsubscribe()
}

async function subscribe(): Promise<PushSubscription> {
  const { publicKey } = await call(getPushKey)
  await navigator.serviceWorker.register('/sw.js')
  const { pushManager } = await navigator.serviceWorker.ready
  // Of another installation, or of somebody before.
  await (await pushManager.getSubscription())?.unsubscribe()
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
}

const canPush = () => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

/** An iPad says that it is a Macintosh, which has no touch screen. */
const isOfApple = () =>
  /iPhone|iPad/.test(navigator.userAgent) ||
  (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1)

async function currentSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration('/sw.js')
  return (await registration?.pushManager.getSubscription()) ?? null
}

const send = (subscription: PushSubscription) =>
  call(putPushSubscription, { body: subscription.toJSON() as PushSubscriptionInput })

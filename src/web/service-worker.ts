import type { PushPayload } from '#contract/notifications.ts'

// Shows pushes, also while no page is open. It keeps nothing: the page is always asked for anew. It imports nothing,
// so that it is one plain script; the types below are what TypeScript has only without those of a page.

interface WaitingEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface PushEvent extends WaitingEvent {
  data: { json(): PushPayload } | null
}
interface ClickEvent extends WaitingEvent {
  notification: Notification
}
interface ChangeEvent extends WaitingEvent {
  oldSubscription: PushSubscription | null
}
interface Page {
  url: string
  visibilityState: string
  focus(): Promise<Page>
  navigate(url: string): Promise<Page | null>
}
interface Events {
  install: WaitingEvent
  activate: WaitingEvent
  push: PushEvent
  notificationclick: ClickEvent
  pushsubscriptionchange: ChangeEvent
}
interface Worker {
  registration: ServiceWorkerRegistration
  clients: {
    matchAll(options: { type: 'window'; includeUncontrolled: true }): Promise<Page[]>
    openWindow(url: string): Promise<Page | null>
    claim(): Promise<void>
  }
  skipWaiting(): Promise<void>
  addEventListener<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): void
}

const worker = globalThis as unknown as Worker

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))
worker.addEventListener('push', (event) => {
  if (event.data) event.waitUntil(show(event.data.json()))
})
worker.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(event.notification.data.path))
})
worker.addEventListener('pushsubscriptionchange', (event) => {
  if (event.oldSubscription) event.waitUntil(subscribeAgain(event.oldSubscription))
})

const pages = () => worker.clients.matchAll({ type: 'window', includeUncontrolled: true })

/** Unless one looks at what it tells of. */
async function show({ title, body, tag, path }: PushPayload): Promise<void> {
  const isSeen = (page: Page) => page.visibilityState === 'visible' && new URL(page.url).pathname === path
  if ((await pages()).some(isSeen)) return
  await worker.registration.showNotification(title, { body, tag, icon: '/icon-192.png', data: { path } })
}

/** In a page that is open already, if there is one. */
async function open(path: string): Promise<void> {
  const [page] = await pages()
  if (!page) await worker.clients.openWindow(path)
  else {
    await page.focus()
    if (new URL(page.url).pathname !== path) await page.navigate(path)
  }
}

/** The browser has ended the old one by itself. */
async function subscribeAgain({ options }: PushSubscription): Promise<void> {
  const { applicationServerKey } = options
  const subscription = await worker.registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey,
  })
  await fetch('/api/v1/me/push-subscriptions', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(subscription),
  })
}

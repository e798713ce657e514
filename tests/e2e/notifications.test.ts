import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { requestConnection } from '#contract/connections.ts'
import { sendMessage } from '#contract/conversations.ts'
import { getNotificationSettings, type PushPayload } from '#contract/notifications.ts'
import { connected } from '#features/conversations/pair.fixture.ts'
import { unsubscribeToken } from '#features/notifications/unsubscribe-token.ts'
import { campus } from '../campus.ts'
import { desktop, type Visit, visit } from './browser.ts'

let site: Visit
beforeAll(async () => {
  site = await visit()
})
afterAll(() => site.close())

test('the bell counts what is new, its list leads there, and what was seen is counted no more', async () => {
  const home = await campus(site.server)
  const course = await home.course()
  const ada = await home.student({ firstName: 'Ada', courses: [course] })
  const ben = await home.student({ firstName: 'Ben', courses: [course] })
  const page = await site.person({ token: ben.token })
  await page.goto('/')
  await page.getByRole('link', { name: 'Notifications', exact: true }).waitFor()
  await ada.call(requestConnection, { body: { targetId: ben.id, courseId: course } })
  await page.getByRole('link', { name: 'Notifications, 1 new' }).click()
  const entry = page.getByRole('link', { name: /Ada asks you to study together/ })
  await entry.getByText('New').waitFor()
  await page.getByRole('link', { name: 'Notifications', exact: true }).waitFor()
  await entry.getByText('New').waitFor()
  await entry.click()
  await page.getByRole('button', { name: 'Accept' }).waitFor()
})

test('what one is told of is chosen at once, and holds', async () => {
  const student = await (await campus(site.server)).student()
  const page = await site.person({ token: student.token, viewport: desktop })
  await page.goto('/profile/notifications')
  await page.getByLabel('Messages: Push').uncheck()
  await page.getByLabel('One mail a day').setChecked(false)
  await page.getByLabel('Quiet hours').setChecked(true)
  await page.getByLabel('From').fill('23:30')
  await page.getByLabel('To', { exact: true }).focus()
  await expect
    .poll(() => student.call(getNotificationSettings))
    .toMatchObject({ digest: 'off', quietHours: { from: '23:30', to: '07:00' } })
  await page.reload()
  expect(await page.getByLabel('Messages: Push').isChecked()).toBe(false)
  expect(await page.getByLabel('Messages: Mail').isChecked()).toBe(true)
  expect(await page.getByLabel('From').inputValue()).toBe('23:30')
})

test('a push is shown by the service worker, but not what one looks at', async () => {
  const { ada, ben, id } = await connected(await campus(site.server))
  await ada.call(sendMessage, { params: { id }, body: { content: 'Hello' } })
  const page = await site.person({ token: ben.token })
  await page.context().grantPermissions(['notifications'])
  await page.goto('/profile/notifications')
  await page.getByRole('button', { name: 'Notify me on this device' }).click()
  // This Chromium has no push service behind it; whose has none is told so. The worker is there all the same.
  await page.getByText('Your browser did not let us').waitFor()
  const push = await pushing(page)
  const about = { kind: 'message', body: 'CS 1', path: `/conversations/${id}` } as const
  await push({ ...about, title: 'Ada has written', tag: id })
  await expect.poll(() => page.evaluate(shownNotifications)).toEqual(['Ada has written'])
  await push({ ...about, title: 'Ada has written twice', tag: id })
  await expect.poll(() => page.evaluate(shownNotifications)).toEqual(['Ada has written twice'])
  await page.goto(`/conversations/${id}`)
  await push({ ...about, title: 'Seen', tag: 'seen' })
  await push({ ...about, title: 'Elsewhere', tag: 'elsewhere', path: '/connections' })
  await expect.poll(() => page.evaluate(shownNotifications)).toEqual(['Ada has written twice', 'Elsewhere'])
})

test('daily mails are ended by the link in them, without signing in', async () => {
  const student = await (await campus(site.server)).student()
  const page = await site.person()
  const token = unsubscribeToken(site.server.parts.secrets, student.id)
  await page.goto(`/unsubscribe#token=${token}`)
  await page.getByRole('button', { name: 'Send me none' }).click()
  await page.getByRole('heading', { name: 'No more daily mails', exact: true }).waitFor()
  expect(await student.call(getNotificationSettings)).toMatchObject({ digest: 'off' })
  await page.goto('/unsubscribe#token=aaaaaaaaaaaaaaaaaaaaaaaa')
  await page.getByRole('button', { name: 'Send me none' }).click()
  await page.getByText(/Sign in and switch letters off/).waitFor()
})

/** Hands pushes to the page's service worker as the browser does once a push service has brought them. */
async function pushing(page: Page) {
  const devtools = await page.context().newCDPSession(page)
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [registration] = registrations
      if (registration) resolve(registration.registrationId)
    })
  })
  await devtools.send('ServiceWorker.enable')
  const registrationId = await registered
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null))
  return (payload: PushPayload) =>
    devtools.send('ServiceWorker.deliverPushMessage', {
      origin: site.address,
      registrationId,
      data: JSON.stringify(payload),
    })
}

/** In the browser: titles of what it shows, in the order of the alphabet (the browser promises none). */
async function shownNotifications(): Promise<string[]> {
  const registration = await navigator.serviceWorker.ready
  return (await registration.getNotifications()).map(({ title }) => title).sort()
}

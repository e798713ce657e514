import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Campus, campus } from '../campus.ts'
import { type MailServer, startMailServer } from '../mail-server.ts'
import { desktop, type Visit, visit } from './browser.ts'

const old = 'lantern otter quilt'
const fresh = 'orchard kettle ninety'

let mail: MailServer
let site: Visit
let home: Campus
beforeAll(async () => {
  mail = await startMailServer()
  site = await visit({ smtpUrl: mail.url })
  home = await campus(site.server)
})
afterAll(async () => {
  await site.close()
  await mail.close()
})

const studentWithPassword = () => home.student({ password: old })

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
const isInside = (page: Page) => page.getByRole('navigation', { name: 'Main' }).waitFor()

test('a forgotten password is replaced by mail, and the link works once', async () => {
  const { email } = await studentWithPassword()
  const page = await site.person()
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Forgotten your password?' }).click()
  // Both pages have a field for the address.
  await page.getByRole('heading', { name: 'Get a new password' }).waitFor()
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Mail me a link' }).click()
  await page.getByRole('heading', { name: 'Look into your mail' }).waitFor()
  const link = (await mail.letterTo(email)).match(/https?:\S+/)?.[0] ?? ''

  await page.goto(link)
  await page.getByLabel('New password', { exact: true }).fill('password1')
  await page.getByRole('button', { name: 'Set the password' }).click()
  await page.getByText(/easy to guess/).waitFor()
  await page.getByLabel('New password', { exact: true }).fill(fresh)
  await page.getByRole('button', { name: 'Set the password' }).click()
  await page.getByRole('heading', { name: 'Your password is set' }).waitFor()

  await page.reload()
  await page.getByLabel('New password', { exact: true }).fill(old)
  await page.getByRole('button', { name: 'Set the password' }).click()
  await page.getByRole('link', { name: 'Get a new link' }).waitFor()

  await signIn(page, email, old)
  await page.getByText('Address or password is wrong').waitFor()
  await signIn(page, email, fresh)
  await isInside(page)
})

test('another device is seen in the list and signed out; changing the password signs out the rest', async () => {
  const { email } = await studentWithPassword()
  const [phone, desk, library] = await Promise.all([
    site.person(),
    site.person({ viewport: desktop }),
    site.person(),
  ])
  for (const page of [phone, desk, library]) {
    await signIn(page, email, old)
    await isInside(page)
  }
  await desk.getByRole('link', { name: /Ada Test/ }).click()
  await desk.getByRole('link', { name: 'Sign-in and safety' }).click()
  await expect.poll(() => desk.getByRole('listitem').filter({ hasText: 'Last used' }).count()).toBe(3)
  await desk
    .getByRole('button', { name: /^Sign out Chrome/ })
    .first()
    .click()
  await expect.poll(() => desk.getByRole('listitem').filter({ hasText: 'Last used' }).count()).toBe(2)

  await desk.getByLabel('Old password', { exact: true }).fill('not the old one')
  await desk.getByLabel('New password', { exact: true }).fill(fresh)
  await desk.getByRole('button', { name: 'Change password' }).click()
  await desk.getByText(/old password is not right/).waitFor()
  await desk.getByLabel('Old password', { exact: true }).fill(old)
  await desk.getByRole('button', { name: 'Change password' }).click()
  await desk.getByText('Password changed').waitFor()
  await expect.poll(() => desk.getByRole('listitem').filter({ hasText: 'Last used' }).count()).toBe(0)

  for (const page of [phone, library]) {
    await page.goto('/profile')
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  }
  await desk.goto('/profile')
  await isInside(desk)
})

test('an account is deleted with the password, and signing in brings it back', async () => {
  const { email } = await studentWithPassword()
  const page = await site.person()
  await signIn(page, email, old)
  await isInside(page)
  await page.goto('/profile/security')
  await page.getByRole('button', { name: 'Delete my account' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Password', { exact: true }).fill('a guess')
  await dialog.getByRole('button', { name: 'Delete my account' }).click()
  await dialog.getByText('Is not right').or(dialog.getByText('is not right')).waitFor()
  await dialog.getByLabel('Password', { exact: true }).fill(old)
  await dialog.getByRole('button', { name: 'Delete my account' }).click()
  await page.getByRole('link', { name: 'Sign up' }).first().waitFor()
  expect(await mail.letterTo(email)).toContain('will be deleted')
  await signIn(page, email, old)
  await isInside(page)
})

test('the address is changed by the link in the new one’s mail', async () => {
  const { email } = await studentWithPassword()
  const page = await site.person()
  await signIn(page, email, old)
  await isInside(page)
  await page.goto('/profile/security')
  const form = page.getByRole('region', { name: 'Change your address' })
  await form.getByLabel('New address').fill('me@elsewhere.example')
  await form.getByLabel('Password', { exact: true }).fill(old)
  await form.getByRole('button', { name: 'Mail a link there' }).click()
  await form.getByText('Use another address of').waitFor()
  const next = `new-${email}`
  await form.getByLabel('New address').fill(next)
  await form.getByRole('button', { name: 'Mail a link there' }).click()
  await form.getByText('A link is on its way').waitFor()
  await page.goto((await mail.letterTo(next)).match(/https?:\S+/)?.[0] ?? '')
  await page.getByRole('button', { name: 'Use this address' }).click()
  await page.getByRole('heading', { name: 'Your address is changed' }).waitFor()
  await page.goto('/profile')
  await page.getByText(next).waitFor()
})

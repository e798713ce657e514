import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeAt, codeBefore } from '../../src/server/features/accounts/factors/factors.fixture.ts'
import { type Campus, campus } from '../campus.ts'
import { desktop, type Visit, visit } from './browser.ts'

const password = 'lantern otter quilt'

let site: Visit
let home: Campus
beforeAll(async () => {
  site = await visit({}, 'localhost') // an IP address has no passkeys
  home = await campus(site.server)
})
afterAll(() => site.close())

/** A device that makes passkeys and knows its owner, as Chromium plays one. */
async function withDevice(page: Page): Promise<Page> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return page
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}
const isInside = (page: Page) => page.getByRole('navigation', { name: 'Main' }).waitFor()
const signOut = (page: Page) => page.context().clearCookies()
const long = (id: string) =>
  site.server.database.pool.query(
    `UPDATE sessions SET proven_at = now() - interval '1 hour' WHERE user_id = $1`,
    [id],
  )

test('a passkey is added, signs in alone and beside the password, and is removed', async () => {
  const student = await home.student({ password })
  const page = await withDevice(await site.person())
  await signIn(page, student.email)
  await isInside(page)
  await page.goto('/profile/security')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByLabel('Name').fill('Ada’s phone')
  await page.getByRole('button', { name: 'Go on' }).click()
  const codes = page.getByRole('dialog', { name: 'Keep these codes' })
  await expect.poll(() => codes.getByRole('listitem').count()).toBe(10)
  await codes.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByText('Ada’s phone').waitFor()
  await page.getByText('10 left').waitFor()

  await signOut(page)
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await isInside(page)

  await signOut(page)
  await signIn(page, student.email)
  await page.getByRole('heading', { name: 'One more proof' }).waitFor()
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await isInside(page)

  await long(student.id)
  await page.goto('/profile/security')
  await page.getByRole('button', { name: 'Remove Ada’s phone' }).click()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  const isItYou = page.getByRole('dialog', { name: 'Is it you?' })
  await isItYou.getByLabel('Password', { exact: true }).fill('a guess')
  await isItYou.getByRole('button', { name: 'Go on', exact: true }).click()
  await isItYou.getByText(/is not right/i).waitFor()
  await isItYou.getByRole('button', { name: 'Use a passkey' }).click()
  await page.getByText('Ada’s phone is removed').waitFor()
})

test('an app is added on a desk, and its code is asked for', async () => {
  const student = await home.student({ password })
  const page = await site.person({ viewport: desktop })
  await signIn(page, student.email)
  await isInside(page)
  await page.goto('/profile/security')
  await page.getByRole('button', { name: 'Add an app' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add an authenticator app' })
  await dialog.getByRole('img', { name: /QR code/ }).waitFor()
  const secret = (await dialog.locator('code').textContent())?.replaceAll(' ', '') ?? ''
  await dialog.getByLabel('Code').fill('000000')
  await dialog.getByRole('button', { name: 'Add the app' }).click()
  await dialog.getByText('That proof was not accepted').waitFor()
  await dialog.getByLabel('Code').fill(await codeBefore(secret))
  await dialog.getByRole('button', { name: 'Add the app' }).click()
  const codes = page.getByRole('dialog', { name: 'Keep these codes' })
  const recovery = (await codes.getByRole('listitem').first().textContent()) ?? ''
  await codes.getByRole('button', { name: 'I have kept them' }).click()

  for (const code of [codeAt(secret), recovery]) {
    await signOut(page)
    await signIn(page, student.email)
    await page.getByLabel('Code').fill(code)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await isInside(page)
  }
  await page.goto('/profile/security')
  await page.getByText('9 left').waitFor()
})

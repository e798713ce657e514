import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Campus, campus } from '../campus.ts'
import { type RealIssuer, realIssuer } from '../oidc-provider.ts'
import { desktop, type Visit, visit } from './browser.ts'

const password = 'lantern otter quilt'
let site: Visit
let home: Campus
let real: RealIssuer
beforeAll(async () => {
  site = await visit()
  home = await campus(site.server)
  real = await realIssuer([`${site.address}/sign-in/with/northfield`])
})
afterAll(async () => {
  await site.close()
  await real.close()
})

async function answerAs(page: Page, account: string) {
  await page.getByRole('heading', { name: 'University sign-in' }).waitFor()
  await page.getByLabel('Who are you?').fill(account)
  await page.getByRole('button', { name: 'Go on' }).click()
}
const know = (account: string, email: string) =>
  real.people.set(account, { email, email_verified: true, given_name: 'Ada', family_name: 'Lovelace' })
const isInside = (page: Page) => page.getByRole('navigation', { name: 'Main' }).waitFor()

async function signIn(page: Page, email: string) {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await isInside(page)
}

test('an operator sets up the university’s provider, and is told what is wrong with it', async () => {
  const operator = await home.student({ role: 'operator' })
  const page = await site.person({ token: operator.token, viewport: desktop })
  await page.goto('/profile')
  await page.getByRole('link', { name: 'Sign-in providers' }).click()
  await page.getByText('None yet').waitFor()
  await page.getByRole('button', { name: 'Add' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Kind').selectOption('microsoft')
  await expect.poll(() => dialog.getByLabel('Issuer').inputValue()).toContain('<tenant id>')
  await dialog.getByLabel('Kind').selectOption('other')
  await dialog.getByLabel('Issuer').fill('http://127.0.0.1:9')
  await dialog.getByLabel('Short name').fill('northfield')
  await dialog.getByLabel('Name', { exact: true }).fill('Northfield')
  await dialog.getByLabel('Client id').fill(real.clientId)
  await dialog.getByLabel('Client secret').fill(real.clientSecret)
  await dialog.getByLabel('For').selectOption(home.university.name)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('answers no OpenID configuration').waitFor()
  await dialog.getByLabel('Issuer').fill(real.issuer)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText(`${site.address}/sign-in/with/northfield`).waitFor()
  await page.getByRole('button', { name: 'Change Northfield' }).click()
  await dialog.getByLabel('Name', { exact: true }).fill('Northfield University')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Northfield University' }).waitFor()
})

test('somebody new signs up by the university, and comes back by it to the page they asked for', async () => {
  const email = `new@${home.university.domain}`
  know('new', email)
  const page = await site.person()
  await page.goto('/sign-up')
  await page.getByLabel('University e-mail address').fill(email)
  await page.getByRole('button', { name: 'Continue with Northfield University' }).click()
  await answerAs(page, 'new')
  await isInside(page)
  await page.goto('/profile')
  await page.getByText('Ada Lovelace').first().waitFor()
  await page.getByText('Address confirmed').waitFor()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('link', { name: 'Sign up' }).first().waitFor()

  await page.goto('/availability')
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(await page.getByRole('button', { name: /Continue with/ }).count()).toBe(0)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Continue with Northfield University' }).click()
  // The provider remembers who it is.
  await page.waitForURL('**/availability')
  await isInside(page)
})

test('an account with a password is linked by signing in to it', async () => {
  const { email } = await home.student({ password })
  know('both', email)
  const page = await site.person()
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Continue with Northfield University' }).click()
  await answerAs(page, 'both')
  await page.getByText('You have an account already').waitFor()
  await page.getByRole('link', { name: 'Sign in and link' }).click()
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('button', { name: 'Link it' }).click()
  await page.getByRole('heading', { name: 'Linked', exact: true }).waitFor()
  await page.goto('/profile/security')
  await page.getByText(/^Linked /).waitFor()
})

test('linked from the security page with the password, and unlinked', async () => {
  const { email } = await home.student({ password })
  know('linker', email)
  const page = await site.person({ viewport: desktop })
  await signIn(page, email)
  await page.goto('/profile/security')
  await page.getByRole('button', { name: 'Link Northfield University' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Password', { exact: true }).fill('a guess')
  await dialog.getByRole('button', { name: 'Go to Northfield University' }).click()
  await dialog.getByText(/password is not right/).waitFor()
  await dialog.getByLabel('Password', { exact: true }).fill(password)
  await dialog.getByRole('button', { name: 'Go to Northfield University' }).click()
  await answerAs(page, 'linker')
  await page.waitForURL('**/profile/security')
  await page.getByRole('button', { name: 'Unlink Northfield University' }).click()
  await page.getByText('Not linked').waitFor()
})

test('whoever changes their mind there is told so, and the way back is open', async () => {
  const page = await site.person()
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill(`somebody@${home.university.domain}`)
  await page.getByRole('button', { name: 'Continue with Northfield University' }).click()
  await answerAs(page, 'a stranger')
  await page.getByText('Signing in elsewhere did not work').waitFor()
  await page.getByRole('link', { name: 'Back to the sign-in page' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
})

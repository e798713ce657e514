import type { Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getMe } from '#contract/accounts.ts'
import { acceptConnection, requestConnection } from '#contract/connections.ts'
import { sendMessage } from '#contract/conversations.ts'
import { type Campus, campus } from '../campus.ts'
import type { TestStudent } from '../server.ts'
import { desktop, type Visit, visit } from './browser.ts'

let site: Visit
let home: Campus
let course: string
beforeAll(async () => {
  site = await visit()
})
afterAll(() => site.close())

const week: [number, string, string][] = [[1, '09:00', '12:00']]

async function classOf(...names: string[]): Promise<TestStudent[]> {
  home = await campus(site.server)
  course = await home.course()
  return Promise.all(names.map((firstName) => home.student({ firstName, courses: [course], week })))
}

/** Sam, whom an operator has made staff of the university on the page; whoever is signed in as Sam before is out. */
async function appointed(): Promise<TestStudent> {
  const sam = await home.student({ firstName: 'Sam' })
  const operator = await (await campus(site.server)).student({ firstName: 'Olga', role: 'operator' })
  const page = await site.person({ token: operator.token, viewport: desktop })
  await page.goto('/profile')
  await page.getByRole('link', { name: 'Staff' }).click()
  await page.getByLabel('Address').fill(sam.email)
  await page.getByRole('button', { name: 'Find' }).click()
  await page.getByLabel('Role of Sam Test').selectOption('staff')
  await page.getByRole('button', { name: 'Change the role' }).click()
  await page.getByText('Sam Test is staff now').waitFor()
  const people = page.getByRole('list', { name: 'Staff and operators' })
  await expect.poll(() => people.getByText(sam.email).count()).toBe(1)
  expect((await sam.send(getMe)).statusCode).toBe(401)
  return site.server.signedIn(sam.id, sam.email)
}

const listed = (page: Page) => page.getByRole('list', { name: 'People' }).getByRole('heading', { level: 2 })

test('somebody is blocked from their card in one step, is gone at once, and comes back when unblocked', async () => {
  const [ada] = await classOf('Ada', 'Ben', 'Cleo')
  const page = await site.person({ token: ada?.token ?? '' })
  await page.goto(`/courses/${course}`)
  await expect.poll(() => listed(page).count()).toBe(2)
  await page.getByRole('button', { name: 'Ignore, block or report Ben Test' }).click()
  await page.getByRole('button', { name: 'Block', exact: true }).click()
  await page.getByText('Ben is blocked').waitFor()
  await expect.poll(() => listed(page).allTextContents()).toEqual(['Cleo Test'])

  await page.goto('/profile/security')
  await page.getByRole('button', { name: 'Unblock Ben Test' }).click()
  await page.getByText('Nobody. You can block').waitFor()
  await page.goto(`/courses/${course}`)
  await expect.poll(() => listed(page).count()).toBe(2)
})

test('whom one ignores is gone with what they asked, notices nothing, and is back with one touch', async () => {
  const [ada, ben] = (await classOf('Ada', 'Ben')) as [TestStudent, TestStudent]
  await ben.call(requestConnection, { body: { targetId: ada.id, courseId: course } })
  const page = await site.person({ token: ada.token })
  await page.goto('/connections')
  await page.getByRole('button', { name: 'Ignore, block or report Ben Test' }).click()
  await page.getByRole('radio', { name: 'Ignore' }).check()
  await page.getByRole('button', { name: 'Ignore', exact: true }).click()
  await page.getByText('Ben is ignored').waitFor()
  await page.getByRole('heading', { name: 'Ben Test' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('heading', { name: 'Ben Test' }).waitFor()

  await page.getByRole('button', { name: 'Ignore, block or report Ben Test' }).click()
  await page.getByRole('radio', { name: 'Ignore' }).check()
  await page.getByLabel('Tell the staff of your university').selectOption('spam')
  await page.getByRole('button', { name: 'Ignore and report' }).click()
  await page.getByText('Ben is ignored and reported').waitFor()
  const other = await site.person({ token: ben.token })
  await other.goto(`/courses/${course}`)
  await expect.poll(() => listed(other).allTextContents()).toEqual(['Ada Test'])
  await page.goto('/profile/security')
  await page.getByRole('button', { name: 'Show again Ben Test' }).click()
  await page.getByText('Nobody. You can ignore').waitFor()
})

test('who wants to be found only after asking chooses so and is found no more', async () => {
  const [ada, ben] = (await classOf('Ada', 'Ben', 'Cleo')) as [TestStudent, TestStudent]
  const page = await site.person({ token: ada.token })
  await page.goto('/profile/security')
  await page.getByRole('radio', { name: 'Only whom I ask' }).check()
  await page.getByText('Only whom you ask finds you').waitFor()
  await page.reload()
  await expect.poll(() => page.getByRole('radio', { name: 'Only whom I ask' }).isChecked()).toBe(true)
  const other = await site.person({ token: ben.token })
  await other.goto(`/courses/${course}`)
  await expect.poll(() => listed(other).allTextContents()).toEqual(['Cleo Test'])
  await page.goto(`/courses/${course}`)
  await expect.poll(() => listed(page).count()).toBe(2)
})

test('a message is reported from the conversation, staff read it and suspend who wrote it', async () => {
  const [ada, ben] = (await classOf('Ada', 'Ben')) as [TestStudent, TestStudent]
  const { id } = await ada.call(requestConnection, { body: { targetId: ben.id, courseId: course } })
  await ben.call(acceptConnection, { params: { id } })
  for (const content of ['Cheap notes here', 'Buy my notes or else'])
    await ben.call(sendMessage, { params: { id }, body: { content } })
  await ada.call(sendMessage, { params: { id }, body: { content: 'Leave me alone' } })
  const suspended = await site.person({ token: ben.token })
  await suspended.goto('/courses')
  await suspended.getByRole('heading', { name: 'Courses', exact: true }).waitFor()
  const page = await site.person({ token: ada.token })
  await page.goto(`/conversations/${id}`)
  await page.getByRole('button', { name: 'Block or report Ben Test' }).click()
  await page.getByLabel('Tell the staff of your university').selectOption('harassment')
  await page.getByLabel('What happened?').fill('He threatens me')
  await page.getByText('A message', { exact: true }).click()
  await page.getByLabel('Which one?').selectOption('Buy my notes or else')
  await page.getByRole('button', { name: 'Block and report' }).click()
  await page.getByText('Ben is blocked and reported').waitFor()
  await page.waitForURL('**/conversations')

  const sam = await appointed()
  const desk = await site.person({ token: sam.token, viewport: desktop })
  await desk.goto('/profile')
  await desk.getByRole('link', { name: 'Reports' }).click()
  await desk.getByText('Buy my notes or else').waitFor()
  await desk.getByText('Ben: Cheap notes here').waitFor()
  await desk.getByText('He threatens me').waitFor()
  await desk.getByLabel('Note for the record').fill('Second time')
  await desk.getByRole('button', { name: 'Suspend' }).click()
  await desk.getByRole('alertdialog').getByRole('button', { name: 'Suspend' }).click()
  await desk.getByText('Nothing is waiting').waitFor()
  await desk.getByLabel('Which reports').selectOption('closed')
  await desk.getByText(/by Sam Test: Second time/).waitFor()

  await suspended.getByRole('link', { name: 'Partners' }).click()
  await suspended.getByRole('heading', { name: 'Sign in' }).waitFor()
})

test('a person and their picture are reported from their card; staff see it as it was, warn and dismiss', async () => {
  const [ada, ben] = (await classOf('Ada', 'Ben')) as [TestStudent, TestStudent]
  await show(ben, 'teal')
  const page = await site.person({ token: ada.token })
  await page.goto(`/courses/${course}`)
  for (const about of ['Ben', 'Their picture']) {
    await page.getByRole('button', { name: 'Ignore, block or report Ben Test' }).click()
    await page.getByRole('radio', { name: 'Neither' }).check()
    await page.getByLabel('Tell the staff of your university').selectOption('inappropriate')
    await page.getByText(about, { exact: true }).click()
    await page.getByRole('button', { name: 'Report', exact: true }).click()
    await page.getByRole('dialog', { name: 'Ignore, block or report' }).waitFor({ state: 'detached' })
    await page.getByText('The staff will look at it').first().waitFor()
  }
  await show(ben, 'red')

  const sam = await home.student({ firstName: 'Sam', role: 'staff' })
  const desk = await site.person({ token: sam.token })
  await desk.goto('/staff/reports')
  const picture = desk.getByAltText('As it was when it was reported')
  await picture.scrollIntoViewIfNeeded()
  await expect.poll(() => colourOf(picture)).toBe('teal')
  const reports = desk.getByRole('list', { name: 'Reports' }).getByRole('article')
  await reports.first().getByRole('button', { name: 'Warn by mail' }).click()
  await expect.poll(() => reports.count()).toBe(1)
  await reports.first().getByRole('button', { name: 'Dismiss' }).click()
  await desk.getByText('Nothing is waiting').waitFor()
  await desk.getByLabel('Which reports').selectOption('closed')
  await expect.poll(() => reports.count()).toBe(2)
  expect((await ben.send(getMe)).statusCode).toBe(200)
})

async function show(who: TestStudent, background: string): Promise<void> {
  const create = { width: 9, height: 9, channels: 3, background } as const
  const payload = await sharp({ create }).png().toBuffer()
  const headers = { 'content-type': 'image/png' }
  await who.inject({ method: 'PUT', url: '/api/v1/me/picture', headers, payload })
}

/** What a picture of one colour shows. */
function colourOf(picture: Locator): Promise<string> {
  return picture.evaluate((image: HTMLImageElement) => {
    const context = document.createElement('canvas').getContext('2d')
    context?.drawImage(image, 0, 0)
    const [red = 0, green = 0] = context?.getImageData(9, 9, 1, 1).data ?? []
    return red > green ? 'red' : green > red ? 'teal' : 'none'
  })
}

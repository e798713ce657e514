import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
const listed = (page: Page) => page.getByRole('list', { name: 'People' }).getByRole('heading', { level: 2 })

test('somebody is blocked from their card in one step, is gone at once, and comes back when unblocked', async () => {
  const [ada] = await classOf('Ada', 'Ben', 'Cleo')
  const page = await site.person({ token: ada?.token ?? '' })
  await page.goto(`/courses/${course}`)
  await expect.poll(() => listed(page).count()).toBe(2)
  await page.getByRole('button', { name: 'Block or report Ben Test' }).click()
  await page.getByRole('button', { name: 'Block', exact: true }).click()
  await page.getByText('Ben is blocked').waitFor()
  await expect.poll(() => listed(page).allTextContents()).toEqual(['Cleo Test'])

  await page.goto('/profile/security')
  await page.getByRole('button', { name: 'Unblock Ben Test' }).click()
  await page.getByText('Nobody. You can block').waitFor()
  await page.goto(`/courses/${course}`)
  await expect.poll(() => listed(page).count()).toBe(2)
})

test('a message is reported from the conversation, staff read it and suspend who wrote it', async () => {
  const [ada, ben] = (await classOf('Ada', 'Ben')) as [TestStudent, TestStudent]
  const { id } = await ada.call(requestConnection, { body: { targetId: ben.id, courseId: course } })
  await ben.call(acceptConnection, { params: { id } })
  await ben.call(sendMessage, { params: { id }, body: { content: 'Buy my notes or else' } })
  const page = await site.person({ token: ada.token })
  await page.goto(`/conversations/${id}`)
  await page.getByRole('button', { name: 'Block or report Ben Test' }).click()
  await page.getByLabel('Tell the staff of your university').selectOption('harassment')
  await page.getByLabel('What happened?').fill('He threatens me')
  await page.getByText('Their last message').click()
  await page.getByRole('button', { name: 'Block and report' }).click()
  await page.getByText('Ben is blocked and reported').waitFor()
  await page.waitForURL('**/conversations')

  const sam = await home.student({ firstName: 'Sam', role: 'staff' })
  const desk = await site.person({ token: sam.token, viewport: desktop })
  await desk.goto('/profile')
  await desk.getByRole('link', { name: 'Reports' }).click()
  await desk.getByText('Buy my notes or else').waitFor()
  await desk.getByText('He threatens me').waitFor()
  await desk.getByLabel('Note for the record').fill('Second time')
  await desk.getByRole('button', { name: 'Suspend' }).click()
  await desk.getByRole('alertdialog').getByRole('button', { name: 'Suspend' }).click()
  await desk.getByText('Nothing is waiting').waitFor()
  await desk.getByLabel('Which reports').selectOption('closed')
  await desk.getByText(/by Sam Test: Second time/).waitFor()

  const suspended = await site.person({ token: ben.token })
  await suspended.goto('/courses')
  await suspended.getByRole('heading', { name: 'Sign in' }).waitFor()
})

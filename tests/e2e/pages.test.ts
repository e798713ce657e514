import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acceptConnection, requestConnection } from '#contract/connections.ts'
import { listMessages, sendMessage } from '#contract/conversations.ts'
import { putProfile } from '#contract/profiles.ts'
import { reportStudent } from '#contract/reports.ts'
import { acceptStudySession, proposeStudySession } from '#contract/study-sessions.ts'
import { campus } from '../campus.ts'
import type { TestStudent } from '../server.ts'
import { desktop, phone, type Visit, visit } from './browser.ts'

let site: Visit
/** In the middle of term: courses, hours, requests, a conversation. */
let busy: TestStudent
/** Has just signed up. */
let fresh: TestStudent
/** With reports to look at. */
let operator: TestStudent
let course = ''
let lonely = ''
let conversation = ''

beforeAll(async () => {
  site = await visit()
  const home = await campus(site.server)
  course = await home.course({ name: 'Algorithms & “Data” <Structures>' })
  lonely = await home.course()
  const week: [number, string, string][] = [
    [1, '09:10', '12:00'],
    [2, '13:00', '24:00'],
    [3, '00:00', '01:30'],
    [5, '18:00', '20:00'],
  ]
  const courses = [course, lonely]
  busy = await home.student({ firstName: 'Busy', courses, week })
  const [asker, partner, asked] = await Promise.all(
    ['Amara', 'Björn', 'Chen'].map((firstName) => home.student({ firstName, courses: [course], week })),
  )
  for (const name of ['Dana', 'Elif']) await home.student({ firstName: name, courses: [course] })
  fresh = await home.student({ firstName: 'Fresh', verified: false })
  const bio = 'I learn best by explaining.\nCoffee is on me.'
  await partner!.call(putProfile, {
    body: { preferredLocation: 'library', studyStyle: 'mixed', studyPace: 'fast', bio },
  })
  await asker!.call(requestConnection, { body: { targetId: busy.id, courseId: course, message: 'Friday?' } })
  await busy.call(requestConnection, { body: { targetId: asked!.id, courseId: course } })
  const open = await partner!.call(requestConnection, { body: { targetId: busy.id, courseId: course } })
  conversation = open.id
  await busy.call(acceptConnection, { params: { id: open.id } })
  for (const content of ['Hello!', 'Look at https://example.org/a?b=c', '<script>alert(1)</script>'])
    await partner!.call(sendMessage, { params: { id: open.id }, body: { content } })
  const date = new Date(Date.now() + 3 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
  const place = 'The quiet room behind the stacks on the second floor, left of the lifts'
  const meeting = await partner!.call(proposeStudySession, {
    params: { id: open.id },
    body: { date, start: '15:00', minutes: 60, place },
  })
  await busy.call(acceptStudySession, { params: { id: meeting.id } })
  operator = await home.student({ firstName: 'Olga', role: 'operator' })
  const { items } = await busy.call(listMessages, { params: { id: open.id } })
  const last = items.find(({ type, senderId }) => type === 'text' && senderId === partner!.id)
  const told = { studentId: partner!.id, reason: 'spam', note: 'Again and again.' } as const
  await busy.call(reportStudent, { body: { ...told, kind: 'message', messageId: last!.id } })
  await busy.call(reportStudent, { body: { ...told, kind: 'person' } })
})
afterAll(() => site.close())

const signedOut = [
  '/',
  '/sign-up',
  '/sign-in',
  '/sign-in/with/nobody?code=1e5',
  '/check-mail',
  '/verify#token=aaaaaaaaaaaaaaaaaaaaaaaa',
  '/forgot-password',
  '/confirm-address#token=aaaaaaaaaaaaaaaaaaaaaaaa',
  '/reset-password#token=aaaaaaaaaaaaaaaaaaaaaaaa',
  '/unsubscribe#token=aaaaaaaaaaaaaaaaaaaaaaaa',
  '/outbox',
  '/nowhere',
]
const everyone = [
  '/',
  '/courses',
  '/courses?tab=find',
  '/matches',
  '/availability',
  '/profile',
  '/profile/security',
  '/profile/link',
  '/connections',
  '/conversations',
  '/sessions',
  '/notifications',
  '/profile/notifications',
]
// Colours do not hang on the width, so two looks see both.
const looks = [
  { viewport: phone, dark: false },
  { viewport: desktop, dark: true },
]

describe.each(looks)('at $viewport.width wide, dark: $dark', (look) => {
  test('pages for everybody', async () => {
    const page = await site.person(look)
    for (const path of signedOut) await inspect(page, path)
  })

  test('pages of a student who has just signed up', async () => {
    const page = await site.person({ ...look, token: fresh.token })
    for (const path of [...everyone, `/courses/${course}`]) await inspect(page, path)
  })

  test('pages of an operator', async () => {
    const page = await site.person({ ...look, token: operator.token })
    for (const path of ['/profile', '/staff/reports', '/staff/people']) await inspect(page, path)
  })

  test('pages of a student in the middle of term', async () => {
    const page = await site.person({ ...look, token: busy.token })
    const own = [
      `/courses/${course}`,
      `/courses/${lonely}`,
      `/courses/${conversation}`,
      `/conversations/${conversation}`,
    ]
    for (const path of [...everyone, ...own]) await inspect(page, path)
  })
})

test('pages of an operator', async () => {
  await site.server.database.pool.query(
    `INSERT INTO sign_in_providers (slug, name, issuer, client_id) VALUES ('northfield', 'Northfield', 'https://login.northfield.example/realms/a-long-name', 'campus-connect')`,
  )
  const home = await campus(site.server)
  const { token } = await home.student({ role: 'operator' })
  for (const look of looks) {
    const page = await site.person({ ...look, token })
    for (const path of ['/profile', '/profile/security', '/staff/reports', '/staff/providers'])
      await inspect(page, path)
  }
})

/** What every page owes everybody: one heading, a title, nothing that axe objects to, nothing off to the side. */
async function inspect(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'networkidle' })
  await page.getByRole('heading', { level: 1 }).waitFor()
  const { violations } = await new AxeBuilder({ page: page as never }).analyze()
  const said = violations.map(
    ({ id, nodes }) => `${path} ${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  )
  expect(said).toEqual([])
  expect(await page.getByRole('heading', { level: 1 }).count(), `${path} has one h1`).toBe(1)
  expect(await page.title(), `${path} has a title`).toMatch(/Campus Connect/)
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(wider, `${path} fits the screen`).toBe(0)
}

import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getWeek } from '#contract/availability.ts'
import { joinCourse, leaveCourse } from '#contract/courses.ts'
import { type Profile, putProfile } from '#contract/profiles.ts'
import { type Campus, campus } from '../campus.ts'
import type { TestStudent } from '../server.ts'
import { desktop, phone, type Visit, visit } from './browser.ts'

let site: Visit
let home: Campus
beforeAll(async () => {
  site = await visit()
  home = await campus(site.server)
})
afterAll(() => site.close())

type Fields = NonNullable<Parameters<Campus['student']>[0]>
type Week = NonNullable<Fields['week']>

const names = (page: Page) => page.getByRole('article').getByRole('heading').allTextContents()
const says = (student: TestStudent, profile: Partial<Profile>) =>
  student.call(putProfile, {
    body: { preferredLocation: null, studyStyle: null, studyPace: null, bio: null, ...profile },
  })

/** Nothing that axe objects to, and nothing off to the side. */
async function inspect(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page: page as never }).analyze()
  const where = (nodes: { target: unknown[] }[]) => nodes.map(({ target }) => target.join(' ')).join(', ')
  expect(violations.map(({ id, nodes }) => `${id}: ${where(nodes)}`)).toEqual([])
  const wider = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
  expect(await page.evaluate(wider)).toBe(0)
}

describe('the list of a course', () => {
  const monday: Week = [[1, '09:00', '12:00']]
  let course: string
  let me: TestStudent
  beforeAll(async () => {
    course = await home.course()
    const courses = [course]
    me = await home.student({ courses, week: [...monday, [3, '14:00', '18:00']] })
    const bea = await home.student({
      firstName: 'Bea',
      courses,
      week: [
        [1, '09:00', '10:00'],
        [3, '17:00', '20:00'],
      ],
    })
    const carl = await home.student({ firstName: 'Carl', courses, week: monday })
    await home.student({ firstName: 'Dora', courses })
    await says(me, { preferredLocation: 'library', studyStyle: 'quiet' })
    await says(bea, { preferredLocation: 'library', studyStyle: 'mixed', bio: 'I bring tea.' })
    await says(carl, { preferredLocation: 'cafe' })
  })

  test('is ordered and narrowed as one asks, and the address says how', async () => {
    const page = await site.person({ viewport: desktop, token: me.token })
    await page.goto(`/courses/${course}`)
    await expect.poll(() => names(page)).toEqual(['Bea Test', 'Carl Test', 'Dora Test'])
    const order = page.getByRole('combobox', { name: 'Order' })
    await order.selectOption('Most time together first')
    await expect.poll(() => names(page)).toEqual(['Carl Test', 'Bea Test', 'Dora Test'])
    await order.selectOption('Good for both first')
    await page.getByText('First come those whom you suit as well as they suit you').waitFor()
    expect(new URL(page.url()).search).toBe('?sort=mutual')
    await inspect(page)
    await page.getByRole('combobox', { name: 'Place' }).selectOption('Café')
    await expect.poll(() => names(page)).toEqual(['Carl Test'])
    await page.getByText('1 student', { exact: true }).waitFor()
    await page.reload()
    await expect.poll(() => names(page)).toEqual(['Carl Test'])
  })

  test('says why, part by part, by keyboard too', async () => {
    const page = await site.person({ viewport: phone, token: me.token })
    await page.goto(`/courses/${course}`)
    const card = page.getByRole('article').filter({ hasText: 'Bea Test' })
    const why = card.getByRole('button', { name: 'Why Bea Test' })
    await why.focus()
    await page.keyboard.press('Enter')
    await card.getByText('Both: Library').waitFor()
    const reasons = card.locator('dl > div')
    expect((await reasons.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '))).toEqual([
      'Hours 2 shared windows, 2 hr a week +0.8 points',
      'Place Both: Library +0.3 points',
      'Style You: Quietly side by side · Bea: A bit of both – goes together +0.15 points',
      'Pace Neither of you has said 0 points',
      'About Bea has written a few words +0.2 points',
      'Picture Bea has none 0 points',
    ])
    await card.getByText('1.45 points in all: nobody in this course has more.').waitFor()
    await inspect(page)
    await page.keyboard.press('Enter')
    await card.getByText('Both: Library').waitFor({ state: 'detached' })
    expect(await why.getAttribute('aria-expanded')).toBe('false')
  })
})

describe('why few fit', () => {
  let course: string
  let me: TestStudent
  beforeAll(async () => {
    course = await home.course()
    me = await home.student({ courses: [course], week: [[2, '17:10', '18:00']] })
    const week: Week = [[2, '18:00', '19:30']]
    for (const firstName of ['Ana', 'Ben', 'Cem', 'Dan', 'Eva', 'Fay'])
      await home.student({ firstName, courses: [course], week })
  })

  test('an hour is added from the advice, the list follows, and Undo brings the week back', async () => {
    const page = await site.person({ viewport: phone, touch: true, token: me.token })
    await page.goto(`/courses/${course}`)
    await page.getByText('None of your 6 classmates has an hour in common with you.').waitFor()
    await inspect(page)
    const before = await me.call(getWeek)
    await page.getByRole('button', { name: /^Add Tuesday, 6:00\s–\s7:00\sPM to my hours/ }).tap()
    await expect.poll(() => page.getByText('1 hr together a week').count()).toBe(6)
    const { slots } = await me.call(getWeek)
    expect(slots).toMatchObject([{ day: 2, start: '17:10', end: '19:00' }])
    await page.getByRole('heading', { name: 'Why nobody fits yet' }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).tap()
    await expect.poll(() => page.getByText('No shared hours yet').count()).toBe(6)
    expect((await me.call(getWeek)).minutes).toBe(before.minutes)
  })

  test('a filter that leaves people out is taken away where it is named', async () => {
    const page = await site.person({ viewport: desktop, dark: true, token: me.token })
    await page.goto(`/courses/${course}?location=home&sort=shared`)
    await page.getByText('6 are left out by the filter “At home”.', { exact: true }).waitFor()
    await inspect(page)
    await page.getByRole('button', { name: /^Take it away/ }).click()
    await expect.poll(() => names(page)).toHaveLength(6)
    expect(new URL(page.url()).search).toBe('?sort=shared')
  })

  test('the same advice waits at the end of every list', async () => {
    const full = await home.course()
    const week: Week = [[1, '09:00', '10:00']]
    const asker = await home.student({ courses: [full], week })
    for (let count = 0; count < 6; count++) await home.student({ courses: [full], week })
    const later: Week = [[4, '20:00', '21:00']]
    for (let count = 0; count < 3; count++) await home.student({ courses: [full], week: later })
    const page = await site.person({ viewport: phone, token: asker.token })
    await page.goto(`/courses/${full}`)
    await page.getByRole('article').nth(8).waitFor()
    expect(await page.getByText('Hours that would bring more').count()).toBe(0)
    await page.getByRole('button', { name: 'Get more matches' }).click()
    const dialog = page.getByRole('dialog', { name: 'Get more matches' })
    await dialog.getByText('3 of 9 have no hour in common with you.').waitFor()
    await inspect(page)
    await dialog.getByRole('button', { name: /^Add Thursday, 8:00\s–\s9:00\sPM/ }).click()
    await page.getByText(/^Added Thursday/).waitFor()
    await expect.poll(() => page.getByText('No shared hours yet').count()).toBe(0)
  })
})

describe('while the page is open', () => {
  const mine: Week = [
    [1, '09:00', '12:00'],
    [2, '09:00', '12:00'],
    [3, '09:00', '12:00'],
  ]

  test('who joins appears; while one reads, newer rows wait until they are asked for', async () => {
    const course = await home.course()
    const me = await home.student({ courses: [course], week: mine })
    await home.student({ firstName: 'Ana', courses: [course], week: mine.slice(0, 1) })
    const [ben, cem] = [
      await home.student({ firstName: 'Ben', week: mine.slice(0, 2) }),
      await home.student({ firstName: 'Cem', week: mine }),
    ]
    const page = await site.person({ viewport: phone, token: me.token })
    await page.goto(`/courses/${course}`)
    await expect.poll(() => names(page)).toEqual(['Ana Test'])

    await ben.call(joinCourse, { params: { id: course } })
    await expect.poll(() => names(page), { timeout: 30_000 }).toEqual(['Ben Test', 'Ana Test'])

    await page.getByRole('button', { name: 'Why Ana Test' }).click()
    await cem.call(joinCourse, { params: { id: course } })
    const pill = page.getByRole('button', { name: /List has changed/ })
    await pill.waitFor({ timeout: 30_000 })
    expect(await names(page)).toEqual(['Ben Test', 'Ana Test'])
    await page.getByText('3 students', { exact: true }).waitFor()
    await inspect(page)
    await pill.click()
    expect(await names(page)).toEqual(['Cem Test', 'Ben Test', 'Ana Test'])
    await pill.waitFor({ state: 'detached' })
  })

  test('the list goes when one has left the course on another device', async () => {
    const course = await home.course({ code: 'ZOO 1' })
    const me = await home.student({ courses: [course], week: mine })
    await home.student({ firstName: 'Ana', courses: [course], week: mine })
    const page = await site.person({ token: me.token })
    await page.goto(`/courses/${course}`)
    await expect.poll(() => names(page)).toEqual(['Ana Test'])
    await me.call(leaveCourse, { params: { id: course } })
    await page.getByRole('heading', { name: 'You are not in this course' }).waitFor({ timeout: 30_000 })
    expect(await names(page)).toEqual([])
    await page.getByRole('button', { name: 'Join ZOO 1 section 001' }).click()
    await expect.poll(() => names(page)).toEqual(['Ana Test'])
  })

  test('a page that nobody sees does not listen', async () => {
    const course = await home.course()
    const me = await home.student({ courses: [course], week: mine })
    await home.student({ courses: [course], week: mine })
    const page = await site.person({ token: me.token })
    const isStream = (request: { url(): string }) => request.url().endsWith('/matches/changes')
    const [stream] = await Promise.all([
      page.waitForRequest(isStream),
      page.goto(`/courses/${course}`),
      page.waitForResponse((response) => isStream(response) && response.status() === 200),
    ])
    const look = (state: string) =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'visibilityState', { value, configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))
      }, state)
    const ended = page.waitForEvent('requestfailed', isStream)
    const again = page.waitForRequest(isStream)
    await look('hidden')
    expect(await ended).toBe(stream)
    expect(await Promise.race([again, page.waitForTimeout(1_000).then(() => 'quiet')])).toBe('quiet')
    await look('visible')
    await again
  })
})

describe('all my courses', () => {
  test('has one card a person, and asks in the course that one chooses', async () => {
    const courses = [await home.course({ code: 'ART 1' }), await home.course({ code: 'BIO 2' })]
    const week: Week = [[5, '09:00', '11:00']]
    const me = await home.student({ courses, week })
    await home.student({ firstName: 'Ana', courses, week })
    const ben = await home.student({ firstName: 'Ben', courses: courses.slice(1), week })
    await says(ben, { studyPace: 'fast' })
    const page = await site.person({ viewport: phone, token: me.token })
    await page.goto('/')
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Matches' }).click()
    await expect.poll(() => names(page)).toEqual(['Ana Test', 'Ben Test'])
    const ana = page.getByRole('article').filter({ hasText: 'Ana Test' })
    const shared = ana.getByRole('list', { name: 'Courses you share' }).getByRole('listitem')
    expect(await shared.allTextContents()).toEqual(['ART 1', 'BIO 2'])
    await inspect(page)

    await ana.getByRole('button', { name: 'Connect with Ana Test' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('In which course?').waitFor()
    await inspect(page)
    await dialog.getByText(/^BIO 2/).click()
    await dialog.getByRole('button', { name: 'Send request' }).click()
    await expect.poll(() => shared.allTextContents()).toEqual(['ART 1', 'BIO 2 · Asked'])
    await ana.getByRole('button', { name: 'Another course: connect with Ana Test' }).waitFor()
    await ana.getByRole('button', { name: 'Cancel request to Ana Test in BIO 2' }).click()
    await expect.poll(() => shared.allTextContents()).toEqual(['ART 1', 'BIO 2'])

    await page.getByRole('button', { name: 'Filters' }).click()
    await dialog.getByLabel('Pace').selectOption('Fast')
    await dialog.getByRole('button', { name: 'Show 1 student' }).click()
    await expect.poll(() => names(page)).toEqual(['Ben Test'])
    const orders = page.getByRole('combobox', { name: 'Order' }).getByRole('option')
    expect(await orders.allTextContents()).toEqual(['Best match first', 'Most time together first'])
  })

  test('says what to do where there is nobody', async () => {
    const [newcomer, loner] = [
      await home.student(),
      await home.student({ courses: [await home.course()], week: [[1, '09:00', '10:00']] }),
    ]
    const first = await site.person({ viewport: desktop, dark: true, token: newcomer.token })
    await first.goto('/matches')
    await first.getByRole('link', { name: 'Find my courses' }).waitFor()
    await inspect(first)
    const second = await site.person({ viewport: phone, token: loner.token })
    await second.goto('/matches')
    await second.getByRole('heading', { name: 'You are the first one here' }).waitFor()
    await inspect(second)
  })
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getWeek } from '#contract/availability.ts'
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

/** The week once the page says that it is stored. */
async function saved(page: Page, student: TestStudent): Promise<string[]> {
  await page.getByText('Saved').waitFor()
  const { slots } = await student.call(getWeek)
  return slots.map(({ day, start, end }) => `${day} ${start}–${end}`)
}

test('the week is painted by keyboard alone', async () => {
  const student = await home.student()
  const page = await site.person({ viewport: desktop, token: student.token })
  await page.goto('/availability')
  await page.getByRole('gridcell', { name: /^Monday 9:00 AM/ }).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.down('Shift')
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowDown')
  await page.keyboard.up('Shift')
  await page.getByText('2 hr 30 min a week').waitFor()
  expect(await saved(page, student)).toEqual(['1 09:00–09:30', '2 09:00–11:00'])
})

test('a tap paints half an hour and another takes it back', async () => {
  const student = await home.student()
  const page = await site.person({ viewport: phone, touch: true, token: student.token })
  await page.goto('/availability')
  const cell = page.getByRole('gridcell', { name: /^Wednesday 10:00 AM/ })
  await cell.tap()
  await page.getByText('30 min a week').waitFor()
  expect(await saved(page, student)).toEqual(['3 10:00–10:30'])
  await cell.tap()
  await page.getByText('No hours yet').waitFor()
  await expect.poll(() => saved(page, student)).toEqual([])
})

test('an hour off the grid is kept when its neighbours are painted', async () => {
  const student = await home.student({ week: [[1, '09:10', '09:50']] })
  const page = await site.person({ viewport: desktop, token: student.token })
  await page.goto('/availability')
  await page.getByRole('gridcell', { name: /^Thursday 9:00 AM/ }).focus()
  await page.keyboard.press('Space')
  await page.getByText('1 hr 10 min a week').waitFor()
  expect(await saved(page, student)).toEqual(['1 09:10–09:50', '4 09:00–09:30'])
})

test('scripts travel compressed and may be kept', async () => {
  const page = await site.person()
  const scripts: Promise<Record<string, string>>[] = []
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.push(response.allHeaders())
  })
  await page.goto('/', { waitUntil: 'networkidle' })
  const headers = await Promise.all(scripts)
  expect(headers.length).toBeGreaterThan(0)
  for (const each of headers)
    expect(each).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable' })
  expect(headers.some((each) => /^(br|gzip)$/.test(each['content-encoding'] ?? ''))).toBe(true)
})

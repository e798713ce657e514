import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendMessage } from '#contract/conversations.ts'
import { longTalk } from '#features/conversations/long-talk.fixture.ts'
import type { Pair } from '#features/conversations/pair.fixture.ts'
import { campus } from '../campus.ts'
import { type Visit, visit } from './browser.ts'

let site: Visit
beforeAll(async () => {
  site = await visit()
})
afterAll(() => site.close())

const messages = 10_000

/** For what the service is told and tells. */
const patiently = { timeout: 10_000 }

/** Ada's page of a long conversation, and the addresses of messages that it asked for. */
async function reading(unread: number, query = '') {
  const home = await campus(site.server)
  const pair = await longTalk(home, site.server.database.pool, { messages, unread })
  const page = await site.person({ token: pair.ada.token })
  const asked: string[] = []
  page.on('request', (request) => {
    if (/messages\?/.test(request.url())) asked.push(request.url())
  })
  await page.goto(`/conversations/${pair.id}${query}`)
  return { ...pair, page, asked }
}

const pane = (page: Page) => page.getByRole('region', { name: 'Messages' })
const message = (page: Page, sequence: number) => page.locator(`[data-sequence="${sequence}"]`)
const newest = (page: Page) => page.getByRole('button', { name: /^Newest message/ })

/** Pixels below the top of the pane. */
async function topOf(page: Page, sequence: number): Promise<number> {
  const box = await message(page, sequence).boundingBox()
  const around = await pane(page).boundingBox()
  return (box?.y ?? Number.NaN) - (around?.y ?? Number.NaN)
}

function write({ ben, id }: Pair, content: string) {
  return ben.call(sendMessage, { params: { id }, body: { content } })
}

test('ten thousand messages open at the newest, of which few are on the page; it stays there', async () => {
  const talk = await reading(0)
  const { page, asked } = talk
  await message(page, messages).waitFor()
  expect(asked.length).toBeLessThan(4)
  expect(await page.getByRole('listitem').count()).toBeLessThan(60)
  expect(await newest(page).count()).toBe(0)
  const item = page.getByRole('listitem').filter({ has: message(page, messages) })
  expect(await item.getAttribute('aria-setsize')).toBe('10000')
  expect(await item.getAttribute('aria-posinset')).toBe('10000')
  const end = async () => {
    const [box, around] = [await message(page, messages + 1).boundingBox(), await pane(page).boundingBox()]
    return Math.round((around?.y ?? 0) + (around?.height ?? 0) - (box?.y ?? 0) - (box?.height ?? 0))
  }
  await write(talk, 'And one more')
  await message(page, messages + 1).waitFor()
  const isInSight = (pixels: number) => pixels >= 0 && pixels < 30
  await expect.poll(end).toSatisfy(isInSight)
  // A keyboard on the screen leaves less of it.
  await page.setViewportSize({ width: 390, height: 500 })
  await expect.poll(end).toSatisfy(isInSight)
})

test('it opens where what is new begins, says how much is below, and leads there', async () => {
  const talk = await reading(300)
  const { page, asked } = talk
  await pane(page).getByText('300 new', { exact: true }).waitFor()
  const line = await pane(page).getByText('300 new', { exact: true }).boundingBox()
  const around = await pane(page).boundingBox()
  expect((line?.y ?? 0) - (around?.y ?? 0)).toBeGreaterThan(0)
  expect((line?.y ?? 0) - (around?.y ?? 0)).toBeLessThan(200)
  await message(page, messages - 299).waitFor()
  expect(asked.length).toBeLessThan(6)
  // What has been in sight is read, no more.
  await expect.poll(() => newest(page).getAttribute('aria-label'), patiently).toMatch(/, 29\d new/)
  await write(talk, 'And one more')
  await newest(page).click()
  await message(page, messages + 1).waitFor()
  await expect.poll(() => newest(page).count(), patiently).toBe(0)
  const unread = async () => {
    const { rowCount } = await site.server.database.pool.query(
      'SELECT FROM messages WHERE connection_id = $1 AND sender_id = $2 AND NOT is_read',
      [talk.id, talk.ben.id],
    )
    return rowCount
  }
  await expect.poll(unread, patiently).toBe(0)
})

test('older messages come in without moving those that one reads', async () => {
  const { page } = await reading(0)
  await message(page, messages).waitFor()
  await pane(page).hover()
  for (let sequence = messages; sequence > messages - 200; ) {
    await page.mouse.wheel(0, -700)
    await page.waitForTimeout(100)
    const shown = await page
      .locator('[data-sequence]')
      .evaluateAll((all) => all.map((one) => Number(one.getAttribute('data-sequence'))))
    sequence = Math.min(...shown)
    const middle = shown.toSorted((a, b) => a - b)[Math.floor(shown.length / 2)] ?? 0
    const before = await topOf(page, middle)
    await page.waitForTimeout(250) // in which what was on its way has come
    expect(Math.abs((await topOf(page, middle)) - before)).toBeLessThan(4)
  }
})

test('a message of long ago opens in the middle, and the one that it answers is a tap away', async () => {
  const talk = await reading(0, '?at=4321')
  const { page, asked, ben, id } = talk
  await message(page, 4321).waitFor()
  const middle = (await pane(page).boundingBox())?.height ?? 0
  await expect.poll(() => topOf(page, 4321)).toBeGreaterThan(middle * 0.25)
  expect(await topOf(page, 4321)).toBeLessThan(middle * 0.75)
  expect(asked.length).toBeLessThan(6)

  await newest(page).click()
  await message(page, messages).waitFor()
  await ben.call(sendMessage, { params: { id }, body: { content: 'As you said', replyTo: 77 } })
  await page.getByRole('button', { name: /^Answers Ben: Message 77|^Answers You: Message 77/ }).click()
  await message(page, 77).waitFor()
  await expect.poll(() => topOf(page, 77)).toBeLessThan(middle * 0.75)
  await expect.poll(() => message(page, 77).getAttribute('data-found'), patiently).toBe(null)
})

test('what has the focus keeps it when it is scrolled out of sight', async () => {
  const { page } = await reading(0)
  const menu = message(page, messages - 2).getByRole('button', { name: 'What to do with this message' })
  await menu.focus()
  await pane(page).hover()
  for (let times = 0; times < 6; times++) await page.mouse.wheel(0, -2000)
  await expect.poll(() => newest(page).count()).toBe(1)
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
    'What to do with this message',
  )
})

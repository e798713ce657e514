import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connected } from '../../src/server/features/conversations/pair.fixture.ts'
import { campus } from '../campus.ts'
import { type Visit, visit } from './browser.ts'

let site: Visit
beforeAll(async () => {
  site = await visit()
})
afterAll(() => site.close())

/** Two students with the page of their conversation. */
async function talking() {
  const home = await campus(site.server)
  const { id, ...students } = await connected(home, {
    ada: await home.student({ firstName: 'Ada' }),
    ben: await home.student({ firstName: 'Ben' }),
  })
  const open = async (token: string) => {
    const page = await site.person({ token })
    const resumed = page
      .waitForEvent('websocket')
      .then((socket) =>
        socket.waitForEvent('framereceived', ({ payload }) => String(payload).includes('"resumed"')),
      )
    const asked = page.waitForResponse(/after=/)
    await page.goto(`/conversations/${id}`)
    await page.getByPlaceholder('Write a message').waitFor()
    await Promise.all([resumed, asked])
    return page
  }
  return { ada: await open(students.ada.token), ben: await open(students.ben.token), id }
}

async function write(page: Page, words: string): Promise<void> {
  await page.getByPlaceholder('Write a message').fill(words)
  await page.getByRole('button', { name: 'Send' }).click()
}

/** The words of each message, in the order on the page. */
const shown = async (page: Page) => {
  const texts = await page
    .getByRole('region', { name: 'Messages' })
    .getByText(/^\w+: Message \d+$/)
    .allTextContents()
  return texts.map((text) => text.replace(/^\w+: /, ''))
}
const numbered = (last: number) => Array.from({ length: last }, (_, index) => `Message ${index + 1}`)

test('a message is in the other browser before anybody asks for it', async () => {
  const { ada, ben } = await talking()
  const asked: string[] = []
  ben.on('request', (request) => {
    if (request.url().includes('/messages')) asked.push(request.url())
  })
  for (const number of [1, 2, 3]) await write(number % 2 ? ada : ben, `Message ${number}`)
  await expect.poll(() => shown(ben), { timeout: 5000 }).toEqual(numbered(3))
  await expect.poll(() => shown(ada), { timeout: 5000 }).toEqual(numbered(3))
  expect(asked.filter((url) => url.includes('after='))).toEqual([])
})

test('what is written without a network goes out in order when it is back', async () => {
  const { ada, ben } = await talking()
  await write(ada, 'Message 1')
  await expect.poll(() => shown(ben)).toEqual(numbered(1))
  await ada.context().setOffline(true)
  for (const number of [2, 3, 4]) await write(ada, `Message ${number}`)
  await ada.getByText('Not sent.').waitFor()
  await ada.context().setOffline(false)
  await expect.poll(() => shown(ben), { timeout: 15_000 }).toEqual(numbered(4))
  await expect.poll(() => ada.getByRole('list', { name: 'Not sent yet' }).count()).toBe(0)
  expect(await shown(ada)).toEqual(numbered(4))
})

test('what was not sent when the browser was closed goes out when it is opened again', async () => {
  const { ada, ben } = await talking()
  const context = ada.context()
  await context.setOffline(true)
  for (const number of [1, 2]) await write(ada, `Message ${number}`)
  await ada.getByText('Not sent.').waitFor()
  await ada.close()
  await context.setOffline(false)
  const again = await context.newPage()
  await again.goto('/')
  await expect.poll(() => shown(ben), { timeout: 15_000 }).toEqual(numbered(2))
})

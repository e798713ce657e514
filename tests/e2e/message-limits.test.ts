import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { attachmentBytes } from '#contract/attachments.ts'
import { listMessages } from '#contract/conversations.ts'
import { connected } from '../../src/server/features/conversations/pair.fixture.ts'
import { campus } from '../campus.ts'
import { type Visit, visit } from './browser.ts'

/** Enough that the sliding window lets two more go soon after one another. */
const perMinute = 20

let site: Visit
beforeAll(async () => {
  site = await visit({ messageLimitPerMinute: perMinute })
})
afterAll(() => site.close())

async function writing() {
  const pair = await connected(await campus(site.server))
  const page = await site.person({ token: pair.ada.token })
  await page.goto(`/conversations/${pair.id}`)
  const field = page.getByLabel(/^Message to/)
  await field.waitFor()
  return {
    ...pair,
    page,
    field,
    send: page.getByRole('button', { name: 'Send', exact: true }),
    file: page.getByLabel('Image or file', { exact: true }),
  }
}

/** Lets a page send so many bytes a second. */
async function slowDown(page: Page, uploadThroughput: number): Promise<void> {
  const network = await page.context().newCDPSession(page)
  await network.send('Network.enable')
  const conditions = { offline: false, latency: 20, downloadThroughput: -1, uploadThroughput }
  await network.send('Network.emulateNetworkConditions', conditions)
}

const text = (bytes: number, name = 'notes.txt') => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(randomBytes(bytes / 2).toString('hex')),
})

test.concurrent('an upload says how far it is, and leaves nothing behind when it is cancelled', async ({
  expect,
}) => {
  const { page, send, file, field, ada } = await writing()
  await slowDown(page, 400_000)
  await file.setInputFiles(text(6_000_000))
  const bar = page.getByRole('progressbar', { name: 'Sending notes.txt' })
  const share = async () => Number(await bar.getAttribute('value'))
  await expect.poll(share, { timeout: 10_000 }).toBeGreaterThan(0.05)
  const first = await share()
  await expect.poll(share, { timeout: 10_000 }).toBeGreaterThan(first)
  expect(await share()).toBeLessThan(1)
  expect(await send.isDisabled()).toBe(true)

  await page.getByRole('button', { name: 'Cancel sending the file' }).click()
  await expect.poll(() => bar.count()).toBe(0)
  await field.fill('Without it, then')
  await send.click()
  await page.getByRole('listitem').getByText('Without it, then').waitFor()
  const { rows } = await site.server.database.pool.query('SELECT FROM attachments WHERE uploader_id = $1', [
    ada.id,
  ])
  expect(rows).toEqual([])
})

test.concurrent('what cannot be sent is said before anything leaves, or in the words of the service', async ({
  expect,
}) => {
  const { page, file } = await writing()
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/attachments')) asked.push(request.url())
  })
  const remove = page.getByRole('button', { name: 'Remove the file' })
  await file.setInputFiles(text(attachmentBytes + 2))
  await page.getByText('Please choose a file of at most 10 MB.').waitFor()
  await remove.click()
  await file.setInputFiles({ name: 'x.mp4', mimeType: 'video/mp4', buffer: Buffer.from('x') })
  await page.getByText('Only images, PDF and plain text can be sent.').waitFor()
  expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0)
  await remove.click()
  expect(asked).toEqual([])
  await file.setInputFiles({ name: 'x.txt', mimeType: 'text/plain', buffer: Buffer.from([0xff, 0xfe, 0]) })
  await page.getByText('This kind of file is not accepted').waitFor()
  expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0)
  expect(asked).toHaveLength(1)
})

test.concurrent('past the limit one is told how long to wait, and all goes out by itself, in order', async ({
  expect,
}) => {
  const { page, send, field, ben, id } = await writing()
  const words = Array.from({ length: perMinute + 2 }, (_, index) => `Thought ${index + 1}`)
  for (const one of words) {
    await field.fill(one)
    await send.click()
  }
  await page.getByText(/You can send again in \d+ seconds?; it goes out by itself/).waitFor()
  await page.getByText('Waiting …').waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
  const outgoing = page.getByRole('list', { name: 'Not sent yet' })
  await expect.poll(() => outgoing.count(), { timeout: 100_000, interval: 500 }).toBe(0)
  const { items } = await ben.call(listMessages, { params: { id }, query: { limit: 100 } })
  expect(items.map(({ content }) => content).toReversed()).toEqual(words)
})

test.concurrent('a message that is too long is said to be while one writes, and nothing of it is cut off', async ({
  expect,
}) => {
  const { page, send, field } = await writing()
  await field.fill('🎓'.repeat(3990))
  await page.getByText('10 characters left').waitFor()
  await field.fill('🎓'.repeat(4001))
  await page.getByText('1 character too many').waitFor()
  expect(await send.isDisabled()).toBe(true)
  await field.press('Enter')
  expect(await field.inputValue()).toHaveLength(8002)
  await field.fill('🎓'.repeat(4000))
  await send.click()
  await page.getByText('Sent', { exact: false }).last().waitFor()
})

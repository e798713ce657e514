import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendMessage } from '#contract/conversations.ts'
import { connected } from '../../src/server/features/conversations/pair.fixture.ts'
import { campus } from '../campus.ts'
import { desktop, type Visit, visit } from './browser.ts'

let site: Visit
beforeAll(async () => {
  site = await visit()
})
afterAll(() => site.close())

/** Two students in their conversation: Ada with a phone, Ben at a desk. */
async function talking(count = 0) {
  const home = await campus(site.server)
  const { id, ada, ben } = await connected(home, {
    ada: await home.student({ firstName: 'Ada' }),
    ben: await home.student({ firstName: 'Ben' }),
  })
  for (let number = 1; number <= count; number++)
    await (number % 2 ? ada : ben).call(sendMessage, {
      params: { id },
      body: { content: `Message ${number}${number === 3 ? ' about the zebra' : ''}` },
    })
  const open = async (token: string, viewport?: typeof desktop) => {
    const page = await site.person({ token, ...(viewport && { viewport }) })
    await page.goto(`/conversations/${id}`)
    await page.getByLabel(/^Message to/).waitFor()
    return page
  }
  return { id, ada: await open(ada.token), ben: await open(ben.token, desktop) }
}

async function write(page: Page, words: string): Promise<void> {
  await page.getByLabel(/^Message to/).fill(words)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
}

/** Does something with the message that says so. */
async function act(page: Page, words: string, action: string): Promise<void> {
  const message = page.locator('[data-sequence]').filter({ hasText: words }).first()
  await message.hover()
  await message.getByRole('button', { name: 'What to do with this message' }).click()
  await page.getByRole('menuitem', { name: action }).click()
}

const messages = (page: Page) => page.getByRole('region', { name: 'Messages' })

test('an image is uploaded, sent, shown small, and opened large by the other one', async () => {
  const { ada, ben } = await talking()
  const buffer = await sharp({ create: { width: 1200, height: 800, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer()
  const chosen = { name: 'board.jpg', mimeType: 'image/jpeg', buffer }
  await ada.getByLabel('Image or file', { exact: true }).setInputFiles(chosen)
  await ada.getByText('board.webp').waitFor()
  await write(ada, 'The board of today')
  const image = ben.getByRole('button', { name: 'Open board.webp' })
  await image.click()
  const large = ben.getByRole('dialog').getByRole('img', { name: 'board.webp' })
  await expect.poll(() => large.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1200)
  await ben.keyboard.press('Escape')
  await expect.poll(() => ben.getByRole('dialog').count()).toBe(0)
})

test('a file is saved under its name; what is no such file is refused in words', async () => {
  const { ada, ben } = await talking()
  const input = ada.getByLabel('Image or file', { exact: true })
  await input.setInputFiles({
    name: 'x.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('PK\x03\x04\0'),
  })
  await ada.getByText('This kind of file is not accepted').waitFor()
  await ada.getByRole('button', { name: 'Remove the file' }).click()
  const buffer = Buffer.from('%PDF-1.7\n%%EOF\n')
  await input.setInputFiles({ name: 'Übung 3.pdf', mimeType: 'application/pdf', buffer })
  await ada.getByText('15 B').waitFor()
  await ada.getByRole('button', { name: 'Send', exact: true }).click()
  const download = ben.waitForEvent('download')
  await messages(ben)
    .getByRole('link', { name: /Übung 3\.pdf/ })
    .click()
  expect((await download).suggestedFilename()).toBe('Übung 3.pdf')
})

test('an answer, an edit and a deletion are seen by the other one at once', async () => {
  const { ada, ben } = await talking()
  await write(ada, 'Monday at nien?')
  await messages(ben).getByText('Monday at nien?').waitFor()
  await act(ben, 'Monday at nien?', 'Reply')
  await ben.getByText('Reply to Ada').waitFor()
  await ben.keyboard.type('Yes')
  await ben.keyboard.press('Enter')
  await messages(ada).getByText('Yes').waitFor()

  await act(ada, 'Monday at nien?', 'Edit')
  await ada.getByLabel('New words').fill('Monday at nine?')
  await ada.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => messages(ben).getByText('Monday at nine?').count()).toBe(2)
  await messages(ben).getByText('Edited').waitFor()

  await act(ada, 'Monday at nine?', 'Delete')
  await expect.poll(() => messages(ben).getByText('This message was deleted').count()).toBe(2)
  expect(await messages(ben).getByText('nine').count()).toBe(0)
})

test('a message of long ago is found, and opened where it was written', async () => {
  const { ada } = await talking(80)
  await ada.goto('/conversations')
  await ada.getByLabel('Search messages').fill('zeb')
  await ada.getByRole('link', { name: /zebra/ }).click()
  const found = messages(ada).getByText('Message 3 about the zebra')
  await found.waitFor()
  await expect
    .poll(() => found.evaluate((element) => element.getBoundingClientRect().top))
    .toSatisfy((top) => top > 60 && top < 700)
})

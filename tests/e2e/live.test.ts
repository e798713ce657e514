import { afterAll, beforeAll, expect, test } from 'vitest'
import { connected } from '#features/conversations/pair.fixture.ts'
import { campus } from '../campus.ts'
import { desktop, type Visit, visit } from './browser.ts'

let site: Visit
beforeAll(async () => {
  site = await visit()
})
afterAll(() => site.close())

async function twoPages() {
  const { ada, ben, id } = await connected(await campus(site.server))
  const hers = await site.person({ token: ada.token })
  const his = await site.person({ token: ben.token, viewport: desktop })
  return { ada, ben, id, hers, his }
}

test('two who write see each other write, what arrived, what was read, and who is there', async () => {
  const { id, hers, his } = await twoPages()
  await hers.goto(`/conversations/${id}`)
  await his.goto('/')
  await hers.getByText('Here now').waitFor()
  await hers.getByLabel('Message to').fill('Are you free on Thursday?')
  await hers.getByRole('button', { name: 'Send' }).click()
  await hers.getByText('Delivered').waitFor()
  await his.getByRole('link', { name: 'Messages , 1 waiting' }).waitFor()

  await his.goto(`/conversations/${id}`)
  await hers.getByText('Read', { exact: false }).waitFor()
  await his.getByLabel('Message to').pressSequentially('Yes')
  await hers.getByText('Writing …').waitFor()
  await his.getByRole('button', { name: 'Send' }).click()
  await hers.getByRole('listitem').getByText('Yes').waitFor()
  await hers.getByText('Writing …').waitFor({ state: 'detached' })
  await his.context().close()
  await hers.getByText(/Last here/).waitFor({ timeout: 40_000 })
})

test('who switches receipts off sees none and sends none', async () => {
  const { id, hers, his } = await twoPages()
  await his.goto('/profile/security')
  for (const label of ['That I have read', 'Whether I am here']) await his.getByLabel(label).uncheck()
  await his.reload()
  await expect.poll(() => his.getByLabel('That I have read').isChecked()).toBe(false)
  await hers.goto(`/conversations/${id}`)
  await hers.getByLabel('Message to').fill('Hello')
  await hers.getByRole('button', { name: 'Send' }).click()
  await his.goto(`/conversations/${id}`)
  await his.getByRole('status').getByText('Hello').waitFor()
  await hers.getByText('Delivered').waitFor()
  await his.getByLabel('Message to').fill('Hi')
  await his.getByRole('button', { name: 'Send' }).click()
  await hers.getByRole('listitem').getByText('Hi').waitFor()
  await his.getByText('Delivered').waitFor()
  expect(await hers.getByText('Here now').count()).toBe(0)
})

test('what is written without a network goes out in order once it is back, also by a page opened anew', async () => {
  const { id, hers, his } = await twoPages()
  await his.goto(`/conversations/${id}`)
  await hers.goto(`/conversations/${id}`)
  await hers.getByLabel('Message to').waitFor()
  await hers.context().setOffline(true)
  for (const words of ['First', 'Second', 'Third']) {
    await hers.getByLabel('Message to').fill(words)
    await hers.getByRole('button', { name: 'Send' }).click()
  }
  await expect.poll(() => hers.evaluate(countKept)).toBe(3)
  await hers.close()
  const again = await hers.context().newPage()
  await again.context().setOffline(false)
  await again.goto('/')
  await his.getByRole('status').getByText('Third').waitFor()
  const arrived = await his
    .getByRole('region', { name: 'Messages' })
    .getByText(/First|Second|Third/)
    .allTextContents()
  expect(arrived.map((text) => text.replace(/^.*: /, ''))).toEqual(['First', 'Second', 'Third'])
})

/** In the browser: how many messages it keeps until they are sent. */
function countKept(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('campus-connect')
    opening.onerror = reject
    opening.onsuccess = () => {
      const counting = opening.result.transaction('outbox').objectStore('outbox').count()
      counting.onsuccess = () => resolve(counting.result)
      counting.onerror = reject
    }
  })
}

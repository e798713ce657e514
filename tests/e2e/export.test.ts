import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unzip } from '../../src/server/features/exports/unzip.fixture.ts'
import { startJobs } from '../../src/server/jobs.ts'
import { campus } from '../campus.ts'
import { type Visit, visit } from './browser.ts'

let site: Visit
let stop: () => Promise<void>
beforeAll(async () => {
  site = await visit()
  const jobs = startJobs(site.server.parts)
  stop = () => jobs.stop()
})
afterAll(async () => {
  await stop()
  await site.close()
})

test('one asks for everything about oneself, sees it being made, and downloads it', async () => {
  const ada = await (await campus(site.server)).student()
  const page = await site.person({ token: ada.token })
  await page.goto('/profile/security')
  await page.getByRole('button', { name: 'Ask for my data' }).click()
  await page.getByRole('progressbar', { name: 'Your data' }).waitFor()
  const link = page.getByRole('link', { name: /^Download the data of/ })
  await link.waitFor({ timeout: 60_000 })
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  expect(download.suggestedFilename()).toMatch(/^campus-connect-.*\.zip$/)
  const files = await unzip(await readFile(await download.path()))
  expect(String(files.get('account.json'))).toContain(ada.email)
})

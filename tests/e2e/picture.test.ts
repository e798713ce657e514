import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getMe } from '#contract/accounts.ts'
import { campus } from '../campus.ts'
import type { TestStudent } from '../server.ts'
import { desktop, type Visit, visit } from './browser.ts'

let site: Visit
beforeAll(async () => {
  site = await visit()
})
afterAll(() => site.close())

/** As a phone takes it, lying on its side: seen upright, 600 × 800, red and lime above, blue and yellow below. */
async function photograph() {
  const quarter = (background: string) =>
    sharp({ create: { width: 400, height: 300, channels: 3, background } })
      .png()
      .toBuffer()
  const [red, lime, blue, yellow] = await Promise.all(['red', 'lime', 'blue', 'yellow'].map(quarter))
  const buffer = await sharp({ create: { width: 800, height: 600, channels: 3, background: 'black' } })
    .composite([
      { input: lime, left: 0, top: 0 },
      { input: yellow, left: 400, top: 0 },
      { input: red, left: 0, top: 300 },
      { input: blue, left: 400, top: 300 },
    ])
    .jpeg({ quality: 95 })
    .withMetadata({ orientation: 6 })
    .toBuffer()
  return { name: 'me.jpg', mimeType: 'image/jpeg', buffer }
}

async function choose(page: Page, file: { name: string; mimeType: string; buffer: Buffer }) {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: /^(Add a|Change) picture$/ }).click(),
  ])
  await chooser.setFiles(file)
}

const frameOf = (page: Page) => page.getByRole('application', { name: /^Part of the picture/ })

/** Saves, and says what is stored at four points near the corners, each as `red`, `lime`, `blue` or `yellow`. */
async function save(page: Page, student: TestStudent): Promise<string[]> {
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Your picture is up to date.').waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
  const { pictureUrl } = await student.call(getMe)
  expect(await page.locator('main img').first().getAttribute('src')).toBe(pictureUrl)
  const { rawPayload } = await student.inject({ url: pictureUrl ?? '' })
  const { data, info } = await sharp(rawPayload).raw().toBuffer({ resolveWithObject: true })
  expect([info.width, info.height]).toEqual([512, 512])
  return [
    [40, 40],
    [472, 40],
    [40, 472],
    [472, 472],
  ].map(([x = 0, y = 0]) => {
    const [red = 0, green = 0] = data.subarray((y * 512 + x) * info.channels)
    return red > 128 ? (green > 128 ? 'yellow' : 'red') : green > 128 ? 'lime' : 'blue'
  })
}

test('a picture is cut with mouse, wheel and keys, and stored as it was seen in the frame', async () => {
  const ada = await (await campus(site.server)).student()
  const page = await site.person({ token: ada.token, viewport: desktop })
  await page.goto('/profile')
  await choose(page, await photograph())
  const frame = frameOf(page)
  await page.getByRole('button', { name: 'Save', disabled: false }).waitFor()
  expect(await frame.evaluate((element) => element === document.activeElement)).toBe(true)
  const { violations } = await new AxeBuilder({ page: page as never }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  // From the middle, as it comes: a part of each quarter.
  expect(await save(page, ada)).toEqual(['red', 'lime', 'blue', 'yellow'])

  // Dragged down to its upper edge and zoomed by the wheel at the upper left corner: only red is left.
  await choose(page, await photograph())
  await page.getByRole('button', { name: 'Save', disabled: false }).waitFor()
  const box = (await frame.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  await page.mouse.move(box.x + 100, box.y + 100)
  await page.mouse.down()
  await page.mouse.move(box.x + 110, box.y + 300, { steps: 5 })
  await page.mouse.up()
  await page.mouse.move(box.x + 12, box.y + 12)
  for (let turn = 0; turn < 6; turn++) await page.mouse.wheel(0, -120)
  await expect
    .poll(async () => Number(await page.getByRole('slider', { name: 'Zoom' }).inputValue()))
    .toBeGreaterThan(15)
  expect(await save(page, ada)).toEqual(['red', 'red', 'red', 'red'])

  // With keys alone: zoomed by the slider, moved to the lower right.
  await choose(page, await photograph())
  await page.getByRole('button', { name: 'Save', disabled: false }).waitFor()
  await page.getByRole('slider', { name: 'Zoom' }).focus()
  for (let press = 0; press < 20; press++) await page.keyboard.press('ArrowRight')
  await frame.focus()
  for (let press = 0; press < 40; press++) {
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowUp')
  }
  expect(await save(page, ada)).toEqual(['yellow', 'yellow', 'yellow', 'yellow'])
})

test('on a phone two fingers zoom; what is left by Cancel or cannot be read changes nothing', async () => {
  const ben = await (await campus(site.server)).student()
  const page = await site.person({ token: ben.token, touch: true })
  await page.goto('/profile')
  await choose(page, await photograph())
  await page.getByRole('button', { name: 'Save', disabled: false }).waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Add a picture' }).waitFor()

  await choose(page, { name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
  await page.getByText('This file is not a picture that we can read.').waitFor()
  expect((await ben.call(getMe)).pictureUrl).toBeNull()

  await choose(page, await photograph())
  await page.getByRole('button', { name: 'Save', disabled: false }).waitFor()
  const box = (await frameOf(page).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  const screen = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: [number, number][]) =>
    screen.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map(([x, y], id) => ({ x: box.x + x, y: box.y + y, id })),
    })
  // Two fingers apart in the lower left quarter, then both up to the right.
  await touch('touchStart', [60, 220], [90, 250])
  for (let step = 1; step <= 10; step++)
    await touch('touchMove', [60 - 5 * step, 220 - 5 * step], [90 + 5 * step, 250 + 5 * step])
  for (let step = 1; step <= 10; step++)
    await touch('touchMove', [10 + 8 * step, 170 - 8 * step], [140 + 8 * step, 300 - 8 * step])
  await touch('touchEnd')
  expect(Number(await page.getByRole('slider', { name: 'Zoom' }).inputValue())).toBeGreaterThan(20)
  expect(await save(page, ben)).toEqual(['blue', 'blue', 'blue', 'blue'])
})

test('while it is sent one sees how far it is, and can break it off', async () => {
  const cleo = await (await campus(site.server)).student()
  const page = await site.person({ token: cleo.token })
  await page.goto('/profile')
  let isHeld = true
  await page.route('**/api/v1/me/picture*', async (route) => {
    while (isHeld) await new Promise((resolve) => setTimeout(resolve, 50))
    await route.continue().catch(() => {})
  })
  await choose(page, await photograph())
  await page.getByRole('button', { name: 'Save', disabled: false }).click()
  await page.getByRole('progressbar', { name: 'Sending the picture' }).waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  isHeld = false
  expect((await cleo.call(getMe)).pictureUrl).toBeNull()
  await choose(page, await photograph())
  expect(await save(page, cleo)).toEqual(['red', 'lime', 'blue', 'yellow'])
})

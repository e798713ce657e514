import { expect, onTestFinished, test } from 'vitest'
import { visit } from './browser.ts'

async function opened(path: string) {
  const site = await visit()
  onTestFinished(() => site.close())
  const page = await (await site.browser.newContext({ baseURL: site.address })).newPage()
  const said: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      said.push(message.text())
  })
  page.on('pageerror', ({ message }) => void said.push(message))
  await page.goto(path, { waitUntil: 'networkidle' })
  return { page, said }
}

test('the browser refuses what is written into a page, and complains so that no test overlooks it', async () => {
  const { page, said } = await opened('/')
  expect(said).toEqual([])
  const refused = await page.evaluate(async () => {
    const violated: string[] = []
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
      violated.push(effectiveDirective),
    )
    document.head.append(
      Object.assign(document.createElement('style'), { textContent: 'body { display: none }' }),
      Object.assign(document.createElement('script'), { textContent: 'document.title = "mine"' }),
      Object.assign(document.createElement('base'), { href: 'https://evil.example/' }),
    )
    document.body.insertAdjacentHTML('beforeend', '<p style="color: red" onclick="this.remove()"></p>')
    document.body.append(
      Object.assign(document.createElement('img'), { src: 'https://evil.example/pixel.png' }),
      Object.assign(document.createElement('iframe'), { src: 'https://evil.example/' }),
    )
    await fetch('https://evil.example/').catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, 500))
    return violated
  })
  expect(new Set(refused)).toEqual(
    new Set([
      'style-src-elem',
      'style-src-attr',
      'script-src-elem',
      'script-src-attr',
      'base-uri',
      'img-src',
      'frame-src',
      'connect-src',
    ]),
  )
  expect(said.length).toBeGreaterThanOrEqual(refused.length)
  expect(await page.locator('body').isVisible()).toBe(true)
  expect(await page.title()).not.toBe('mine')
})

test('a page has passkeys, and no camera, microphone or place', async () => {
  const { page } = await opened('/')
  const allowed = await page.evaluate(() =>
    (
      document as unknown as { featurePolicy: { allowedFeatures(): string[] } }
    ).featurePolicy.allowedFeatures(),
  )
  expect(allowed).toEqual(
    expect.arrayContaining(['publickey-credentials-get', 'publickey-credentials-create']),
  )
  for (const name of ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'display-capture'])
    expect(allowed).not.toContain(name)
})

test('the reference of the API starts under its own policy', async () => {
  const { page, said } = await opened('/api/docs/')
  await page.getByRole('heading', { name: 'Campus Connect' }).first().waitFor()
  expect(said).toEqual([])
})

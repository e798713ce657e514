import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { writeLongTalk } from '#features/conversations/long-talk.fixture.ts'
import { readSettings } from '#platform/settings.ts'
import { findChromium } from '../scripts/system-packages.ts'
import { buildApp } from '../src/server/app.ts'
import { closeParts, openParts } from '../src/server/parts.ts'
import type { Narration } from '../src/server/start/narration.ts'
import { buildPage, isPageStale } from '../src/server/start/page.ts'
import type { Shutdown } from '../src/server/start/shutdown.ts'
import { loadCampus } from './campus.ts'
import { openBenchDatabase } from './database.ts'
import { currentLoad, describeMachine } from './machine.ts'
import { signIn } from './sign-in.ts'
import { figure, summarise } from './statistics.ts'
import { table } from './table.ts'

const messages = 10_000

const screens = [
  { name: 'phone, 390 × 844', viewport: { width: 390, height: 844 } },
  { name: 'desk, 1440 × 900', viewport: { width: 1440, height: 900 } },
]

/** Pixels a second: somebody who reads, who skims, and who flings. */
const speeds = [800, 3000, 10_000]

/** Seconds of each scroll. */
const seconds = 6

/** A frame that misses its turn at 60 a second, in milliseconds. */
const late = 1000 / 60 + 4

/**
 * `npm run bench -- scroll`: how long a conversation of ten thousand messages takes to open, and its frames while one
 * scrolls into the past at even speed; beside a page of as much plain text, which is what the browser can do.
 */
export async function benchScroll(shutdown: Shutdown, narration: Narration): Promise<void> {
  const load = currentLoad()
  const { address, id, token, version } = await serve(shutdown, narration)
  const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: ['--no-sandbox'] })
  shutdown.later(() => browser.close())
  const rows: string[][] = []
  for (const { name, viewport } of screens) {
    const context = await browser.newContext({ baseURL: address, viewport, hasTouch: true })
    await context.addCookies([{ name: 'cc_session', value: token, url: address }])
    narration.say(`Scrolling: ${name} …`)
    const opened = await open(context, `/conversations/${id}`)
    const plain = await context.newPage()
    await plain.setContent(
      `<!doctype html><main>${'<p>Message and what else there is to say about it</p>'.repeat(messages)}`,
    )
    await plain.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
    for (const speed of speeds)
      for (const [what, page] of [
        ['conversation', opened.page],
        ['plain text', plain],
      ] as const)
        rows.push([
          `${name}, ${figure(speed)} px/s, ${what}`,
          ...frameCells(await scroll(page, speed)),
          what === 'plain text' ? '' : figure(opened.milliseconds),
        ])
    await context.close()
  }
  process.stdout.write(`${describeMachine(version, load)} · Chromium ${browser.version()}\n\n`)
  process.stdout.write(
    table(['Frames, milliseconds', 'p50', 'p95', 'late', 'a second', 'opened after'], rows),
  )
}

/** The service with a campus in which two have written a lot. */
async function serve(shutdown: Shutdown, narration: Narration) {
  const opening = openBenchDatabase((step) => narration.say(`${step} …`))
  shutdown.later(async () => (await opening.catch(() => null))?.close())
  const { url, version } = await opening
  await loadCampus(url, { seed: 1, students: 300, sizes: [50] })
  const files = await mkdtemp(path.join(tmpdir(), 'campus-connect-bench-files-'))
  shutdown.later(() => rm(files, { recursive: true, force: true }))
  const settings = readSettings({ LOG_LEVEL: 'silent', RATE_LIMIT_PER_MINUTE: '1000000' })
  if (await isPageStale(settings.projectRoot)) await buildPage(settings.projectRoot)
  const parts = await openParts({ ...settings, dataDirectory: files }, url)
  shutdown.later(() => closeParts(parts))
  const app = await buildApp(parts)
  shutdown.later(() => app.close())
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  parts.publicUrl = address

  const { pool } = parts.database
  const { rows } = await pool.query(
    `SELECT c.id, c.requester_id AS ada, c.target_id AS ben FROM connections c
     JOIN users u ON u.id = c.requester_id AND u.is_active AND u.is_verified
     WHERE c.status = 'accepted' AND c.last_sequence = 0 LIMIT 1`,
  )
  const [pair] = rows
  narration.say('Writing messages …')
  await writeLongTalk(pool, pair, { messages, unread: 0 })
  const token = (await signIn(pool, [pair.ada])).get(pair.ada) ?? ''
  return { address, id: pair.id as string, token, version }
}

/** Opens the conversation a second time, as somebody does who has been here before. */
async function open(context: BrowserContext, url: string): Promise<{ page: Page; milliseconds: number }> {
  const page = await context.newPage()
  const newest = page.locator(`[data-sequence="${messages}"]`)
  await page.goto(url)
  await newest.waitFor()
  const begun = performance.now()
  await page.goto(url)
  await newest.waitFor()
  return { page, milliseconds: performance.now() - begun }
}

/** @returns milliseconds between frames while the page is scrolled */
async function scroll(page: Page, speed: number): Promise<number[]> {
  const size = page.viewportSize() ?? { width: 0, height: 0 }
  await page.bringToFront()
  await page.evaluate(() => {
    const frames: number[] = []
    Object.assign(window, { frames })
    const tick = (at: number) => {
      frames.push(at)
      requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })
  const before = await page.evaluate(placeOf)
  const browser = await page.context().newCDPSession(page)
  await browser.send('Input.synthesizeScrollGesture', {
    x: size.width / 2,
    y: size.height / 2,
    yDistance: speed * seconds,
    speed,
    gestureSourceType: 'mouse',
  })
  const moved = before - (await page.evaluate(placeOf))
  if (moved < (speed * seconds) / 2) throw new Error(`It scrolled by ${moved} pixels only.`)
  const frames = await page.evaluate(() => (window as unknown as { frames: number[] }).frames)
  return frames.slice(1).map((at, index) => at - (frames[index] ?? at))
}

/** In the browser: how far down one is. */
const placeOf = () =>
  (document.querySelector('section[aria-label="Messages"]') ?? document.documentElement).scrollTop

function frameCells(frames: number[]): string[] {
  const { p50, p95 } = summarise(frames)
  const missed = frames.filter((milliseconds) => milliseconds > late).length
  const whole = frames.reduce((sum, milliseconds) => sum + milliseconds, 0)
  return [
    figure(p50),
    figure(p95),
    `${figure((100 * missed) / frames.length)} %`,
    figure((1000 * frames.length) / whole),
  ]
}

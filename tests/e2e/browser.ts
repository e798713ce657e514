import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { findChromium } from '../../scripts/system-packages.ts'
import { type TestServer, testServer } from '../server.ts'

export const phone = { width: 390, height: 844 }
export const desktop = { width: 1440, height: 900 }

export interface Visit {
  server: TestServer
  browser: Browser
  address: string
  /** A person with a browser of their own. Whatever the page logs as an error fails `close`. */
  person(options?: {
    viewport?: typeof phone
    touch?: boolean
    dark?: boolean
    token?: string
  }): Promise<Page>
  close(): Promise<void>
}

/** The server on a free port and a real Chromium. */
export async function visit(
  settings: Parameters<typeof testServer>[0] = {},
  name: '127.0.0.1' | 'localhost' = '127.0.0.1',
): Promise<Visit> {
  const server = await testServer(settings)
  const listening = await server.app.listen({ host: '127.0.0.1', port: 0 })
  const address = listening.replace('127.0.0.1', name)
  server.parts.publicUrl = address
  const executablePath = findChromium()
  if (!executablePath) throw new Error('no Chromium; npm test installs one')
  const browser = await chromium.launch({
    executablePath,
    // Without a locale it saves no file under a name that is not ASCII.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
  })
  const contexts: BrowserContext[] = []
  const complaints: string[] = []
  return {
    server,
    browser,
    address,
    async person({ viewport = phone, touch = false, dark = false, token } = {}) {
      const context = await browser.newContext({
        baseURL: address,
        viewport,
        hasTouch: touch,
        colorScheme: dark ? 'dark' : 'light',
        locale: 'en-US',
        timezoneId: 'Europe/Berlin', // not the campus: what is shown must not depend on it
      })
      contexts.push(context)
      if (token) await context.addCookies([{ name: 'cc_session', value: token, url: address }])
      const page = await context.newPage()
      page.setDefaultTimeout(15_000)
      page.on('console', (message) => {
        // The browser itself reports every 4xx and lost connection; the page's own complaints are what counts.
        const isOfBrowser = /^(Failed to load resource|WebSocket connection to )/.test(message.text())
        if (message.type() === 'error' && !isOfBrowser) complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(error.message))
      return page
    },
    async close() {
      for (const context of contexts) await context.close()
      await browser.close()
      await server.close()
      expect(complaints).toEqual([])
    },
  }
}

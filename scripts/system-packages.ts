import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

/** Where Debian's postgresql-15 puts its programs; the database tests run against it too where it is. */
export const postgres15 = '/usr/lib/postgresql/15/bin'

/** Path of a Chromium that tests can drive: the system's, or the one Playwright installed; null where there is none. */
export function findChromium(): string | null {
  const system = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
    .map(findProgram)
    .find(Boolean)
  return system ?? (existsSync(chromium.executablePath()) ? chromium.executablePath() : null)
}

/** Path of redis-server; null where it is not installed. */
export function findRedis(): string | null {
  return findProgram('redis-server')
}

/** Brings what the tests need beside npm packages: by apt as root on Debian, else Playwright's Chromium and a hint. */
export function installSystemPackages(): void {
  const wanted = [
    ...(findChromium() ? [] : ['chromium']),
    ...(findRedis() ? [] : ['redis-server']),
    ...(existsSync(postgres15) ? [] : ['postgresql-15']),
  ]
  if (wanted.length > 0 && process.getuid?.() === 0 && findProgram('apt-get')) installByApt(wanted)
  if (!findChromium())
    spawnSync('playwright-core', ['install', 'chromium'], {
      stdio: 'inherit',
      shell: process.platform === 'win32',
    })
  if (!findChromium())
    throw new Error(
      'The tests drive a real Chromium. Install Chromium or Chrome so that it is on the PATH, then try again.',
    )
  if (!findRedis())
    throw new Error(
      'The tests talk to a real Redis. Install redis-server (apt install redis-server, brew install redis), then try again.',
    )
}

function installByApt(packages: string[]): void {
  // RUNLEVEL=1 keeps the packages from starting services of their own; the tests start what they need.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  process.stdout.write(`Installing ${packages.join(', ')} …\n`)
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env })
  const available = packages.filter(
    (name) => spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0,
  )
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...available], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  })
}

function findProgram(name: string): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file)) ?? null
}

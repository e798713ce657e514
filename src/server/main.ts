import { setTimeout as pause } from 'node:timers/promises'
import { buildApp } from './app.ts'
import { startJobs } from './jobs.ts'
import { closeParts, openParts } from './parts.ts'
import { buildProbes } from './probes.ts'
import { closeApp } from './start/close-app.ts'
import { startDatabase } from './start/database.ts'
import { listen } from './start/listen.ts'
import { buildPage, isPageStale } from './start/page.ts'
import { runProcess } from './start/process.ts'
import { welcome } from './start/welcome.ts'

const roleGiven = process.argv.find((argument) => argument.startsWith('--role='))?.slice('--role='.length)

/**
 * The server. `--role=web` answers people and leaves jobs to processes with `--role=worker`, which do nothing else.
 * `--without-page` leaves the page to Vite, as `npm run dev` does.
 */
await runProcess(
  { ...process.env, ...(roleGiven && { ROLE: roleGiven }) },
  async (settings, shutdown, narration) => {
    const database = await startDatabase(settings, shutdown, narration)
    const isWorker = settings.role === 'worker'
    const withPage = !isWorker && !process.argv.includes('--without-page')
    if (withPage && (await isPageStale(settings.projectRoot))) {
      narration.say('Building the page …')
      await buildPage(settings.projectRoot)
    }
    const parts = await openParts(settings, database.url)
    shutdown.later(() => closeParts(parts))
    const app = isWorker ? await buildProbes(parts) : await buildApp(parts)
    shutdown.later(() => app.close())
    const address = await listen(app, settings)
    parts.publicUrl = settings.publicUrl ?? address
    await database.announce(address)
    const jobs = startJobs(parts)
    shutdown.later(() => Promise.all([closeApp(app), jobs.stop()]))
    shutdown.later(() => {
      parts.isLeaving = true
      return pause(1000 * settings.drainSeconds)
    })
    if (isWorker) narration.say(`Campus Connect works jobs off, and answers /health at ${address}`)
    else if (!settings.databaseUrl) narration.say(welcome(address, settings.smtpUrl !== null))
    else if (withPage) narration.say(`Campus Connect listens at ${address}`)
  },
)

import { buildApp } from './app.ts'
import { startJobs } from './jobs.ts'
import { closeParts, openParts } from './parts.ts'
import { startDatabase } from './start/database.ts'
import { listen } from './start/listen.ts'
import { buildPage, isPageStale } from './start/page.ts'
import { runProcess } from './start/process.ts'
import { welcome } from './start/welcome.ts'

/** The server. `--without-page` leaves the page to Vite, as `npm run dev` does. */
await runProcess(process.env, async (settings, shutdown, narration) => {
  const database = await startDatabase(settings, shutdown, narration)
  const withPage = !process.argv.includes('--without-page')
  if (withPage && (await isPageStale(settings.projectRoot))) {
    narration.say('Building the page …')
    await buildPage(settings.projectRoot)
  }
  const parts = await openParts(settings, database.url)
  shutdown.later(() => closeParts(parts))
  const app = await buildApp(parts)
  shutdown.later(() => app.close())
  const address = await listen(app, settings)
  parts.publicUrl = settings.publicUrl ?? address
  await database.announce(address)
  const jobs = startJobs(parts)
  shutdown.later(() => jobs.stop())
  if (!settings.databaseUrl) narration.say(welcome(address, settings.smtpUrl !== null))
  else if (withPage) narration.say(`Campus Connect listens at ${address}`)
})

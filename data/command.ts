import path from 'node:path'
import { startEmbedded } from '#platform/postgres/embedded.ts'
import type { Settings } from '#platform/settings.ts'
import { AlreadyRunning, takeLock } from '../src/server/start/lock.ts'
import { type Narration, narrateTo } from '../src/server/start/narration.ts'
import { prepareDatabase } from '../src/server/start/prepare.ts'
import { runProcess } from '../src/server/start/process.ts'
import type { Shutdown } from '../src/server/start/shutdown.ts'
import { type DataCommand, help, readArguments } from './arguments.ts'
import { loadDemo } from './demo/load.ts'
import { loadSample } from './demo/sample.ts'
import { removeFactors } from './factors.ts'
import { setRole } from './role.ts'

/** `npm run data`: loads rows to try the service with, and appoints staff. */
await runProcess(process.env, async (settings, shutdown) => {
  const command = readArguments(process.argv.slice(2))
  const narration = narrateTo(process.stdout)
  if (command.name === 'help') narration.say(help)
  else await load(command, await openDatabase(settings, shutdown, narration), settings, narration)
  await shutdown.end(0)
})

/**
 * Address of the migrated database: the one of DATABASE_URL, or the embedded one, which is started for as long
 * as this takes unless a server runs it already.
 */
async function openDatabase(settings: Settings, shutdown: Shutdown, narration: Narration): Promise<string> {
  const url = settings.databaseUrl ?? (await embedded(settings.dataDirectory, shutdown, narration))
  await prepareDatabase(url, narration)
  return url
}

async function embedded(dataDirectory: string, shutdown: Shutdown, narration: Narration): Promise<string> {
  // With the lock no server can start meanwhile and lose its database at the end.
  const lock = await takeLock(path.join(dataDirectory, 'server.json')).catch((error) => {
    if (error instanceof AlreadyRunning) return null
    throw error
  })
  if (lock) shutdown.later(lock.release)
  const starting = startEmbedded(dataDirectory, (step) => narration.say(`${step} …`))
  shutdown.later(async () => {
    const started = await starting.catch(() => null)
    if (started && !started.cluster.adopted) await started.cluster.stop()
  })
  return (await starting).databaseUrl
}

async function load(
  command: Exclude<DataCommand, { name: 'help' }>,
  databaseUrl: string,
  { dataDirectory }: Settings,
  narration: Narration,
): Promise<void> {
  if (command.name === 'sample') {
    await loadSample(databaseUrl)
    narration.say("Loaded the specification's sample rows: 5 universities, 3 courses, 3 students")
    return
  }
  if (command.name === 'factors') {
    await removeFactors(databaseUrl, command.email)
    narration.say(`${command.email} signs in by the password alone, and is signed out everywhere`)
    return
  }
  if (command.name === 'role') {
    await setRole(databaseUrl, command.email, command.role)
    narration.say(`${command.email} is ${command.role} now`)
    return
  }
  const begun = performance.now()
  const { signIns, ...counts } = await loadDemo({
    ...command.plan,
    reset: command.reset,
    databaseUrl,
    filesDirectory: path.join(dataDirectory, 'files'),
    onProgress: (step, done, total) => narration.progress('Loading the demo campus', step, done, total),
  })
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  const loaded = Object.entries(counts).map(([name, count]) => `${count.toLocaleString('en')} ${name}`)
  narration.say(`Loaded the demo campus in ${seconds} s: ${loaded.join(', ')}`)
  for (const { email, password, note } of signIns)
    narration.say(`Sign in as ${email} with ${password}: ${note}`)
}

import path from 'node:path'
import type { Settings } from '#platform/settings.ts'
import { type Narration, narrateTo } from '../src/server/start/narration.ts'
import { prepareDatabase } from '../src/server/start/prepare.ts'
import { runProcess } from '../src/server/start/process.ts'
import { type DataCommand, help, readArguments } from './arguments.ts'
import { openDatabase } from './database.ts'
import { loadDemo } from './demo/load.ts'
import { loadSample } from './demo/sample.ts'
import { removeFactors } from './factors.ts'
import { setRole } from './role.ts'

/** `npm run data`: loads rows to try the service with, and appoints staff. */
await runProcess(process.env, async (settings, shutdown) => {
  const command = readArguments(process.argv.slice(2))
  const narration = narrateTo(process.stdout)
  if (command.name === 'help') narration.say(help)
  else {
    const { url } = await openDatabase(settings, shutdown, narration)
    await prepareDatabase(url, narration)
    await load(command, url, settings, narration)
  }
  await shutdown.end(0)
})

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

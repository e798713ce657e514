import { readSettings, type Settings } from '#platform/settings.ts'
import { type Narration, narrateTo } from './narration.ts'
import { createShutdown, type Shutdown } from './shutdown.ts'

/** Runs `work` as this process: what fails ends it with one message, and with the stack at LOG_LEVEL=debug. */
export async function runProcess(
  env: NodeJS.ProcessEnv,
  work: (settings: Settings, shutdown: Shutdown, narration: Narration) => Promise<void>,
): Promise<void> {
  let settings: Settings
  try {
    settings = readSettings(env)
  } catch (error) {
    complain(error, false)
    process.exitCode = 1
    return
  }
  const verbose = settings.logLevel === 'debug' || settings.logLevel === 'trace'
  const shutdown = createShutdown((error) => complain(error, verbose))
  const narration = narrateTo(process.stdout)
  shutdown.later(narration.finish)
  try {
    await work(settings, shutdown, narration)
  } catch (error) {
    // What closes under work that is still starting makes it fail; that is no news.
    if (!shutdown.ending) complain(error, verbose)
    await shutdown.end(1)
  }
}

function complain(error: unknown, verbose: boolean): void {
  const text = error instanceof Error ? (verbose ? error.stack : error.message) : String(error)
  process.stderr.write(`\n${text}\n`)
}

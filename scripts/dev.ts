import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createServer, type ViteDevServer } from 'vite'
import { freePort } from '../src/server/platform/postgres/configuration.ts'
import { startDatabase } from '../src/server/start/database.ts'
import { runProcess } from '../src/server/start/process.ts'
import { welcome } from '../src/server/start/welcome.ts'

/**
 * `npm run dev`: Vite serves the page and swaps in what changes; the API runs beside it and starts anew when one of
 * its files changes. The database stays up meanwhile. One Ctrl-C ends all three.
 */
await runProcess(process.env, async (settings, shutdown, narration) => {
  const database = await startDatabase(settings, shutdown, narration)
  const apiPort = await freePort()
  const vite = await servePage(settings.projectRoot, settings.port ?? 3000, apiPort)
  shutdown.later(() => vite.close())
  const address = vite.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? ''
  const api = serveApi(settings.projectRoot, {
    DATABASE_URL: database.url,
    PORT: String(apiPort),
    HOST: '127.0.0.1',
    PUBLIC_URL: settings.publicUrl ?? address,
  })
  shutdown.later(() => stop(api))
  await database.announce(address)
  narration.say(settings.databaseUrl ? `\nOpen ${address}\n` : welcome(address, settings.smtpUrl !== null))
})

async function servePage(root: string, port: number, apiPort: number): Promise<ViteDevServer> {
  process.env.API_PORT = String(apiPort)
  const configFile = path.join(root, 'vite.config.ts')
  const vite = await createServer({ root: path.join(root, 'src/web'), configFile, server: { port } })
  return vite.listen()
}

function serveApi(root: string, settings: Record<string, string>): ChildProcess {
  return spawn(
    process.execPath,
    ['--watch', '--watch-preserve-output', 'src/server/main.ts', '--without-page'],
    {
      cwd: root,
      env: { ...process.env, ...settings },
      stdio: 'inherit',
    },
  )
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  await exited
}

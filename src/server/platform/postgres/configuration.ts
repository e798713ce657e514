import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { type Binaries, hasModule } from './binaries.ts'

/** Writes postgresql.conf anew; it is ours. An operator's own settings go through ALTER SYSTEM. */
export async function writeConfiguration(
  path: string,
  binaries: Binaries,
  port: number,
  settings: Record<string, string>,
): Promise<void> {
  const all: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: `${port}`,
    unix_socket_directories: '',
    max_connections: '100',
    shared_preload_libraries: hasModule(binaries, 'pg_stat_statements') ? 'pg_stat_statements' : '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    default_text_search_config: 'pg_catalog.english',
    // People's data stays out of the log: neither statements nor the values that a constraint refused.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    ...settings,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`)
  await writeFile(
    path,
    `# Written at each start; use ALTER SYSTEM for settings of your own.\n${lines.join('\n')}\n`,
  )
}

/** A port of 127.0.0.1 that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

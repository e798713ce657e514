import { spawnSync } from 'node:child_process'

/** Every check of the source, all of them even when one fails. `npm run format` mends what Biome can. */
const checks: [name: string, command: string, ...args: string[]][] = [
  ['format and lint', 'biome', 'check', '.'],
  ['types', 'tsc', '--noEmit', '-p', '.'],
  ['structure', 'node', 'scripts/structure.ts'],
  ['unused code', 'knip'],
  ['API document', 'node', 'scripts/openapi.ts', '--check'],
]

const failed: string[] = []
for (const [name, command, ...args] of checks) {
  process.stdout.write(`\n— ${name}\n`)
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) failed.push(name)
}
process.stdout.write(failed.length > 0 ? `\nFailed: ${failed.join(', ')}.\n` : '\nAll checks pass.\n')
process.exitCode = failed.length > 0 ? 1 : 0

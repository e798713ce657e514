import { spawnSync } from 'node:child_process'
import { installSystemPackages } from './system-packages.ts'

/** `npm test`: brings what the tests need, then runs all of them, or those whose file names are given. */
try {
  installSystemPackages()
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exit(1)
}
const { status } = spawnSync('vitest', ['run', ...process.argv.slice(2)], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
process.exitCode = status ?? 1

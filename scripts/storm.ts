import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { installSystemPackages } from './system-packages.ts'

/** `npm run storm`: the storm of messages that `npm test` has half a minute of, for longer. */
try {
  const text = (value: string) => ({ type: 'string' as const, default: value })
  const { values } = parseArgs({ options: { seconds: text('600'), seed: { type: 'string' } } })
  if (![values.seconds, values.seed ?? '0'].every((value) => /^\d+$/.test(value)))
    throw new Error('--seconds and --seed take whole numbers.')
  installSystemPackages()
  const { status } = spawnSync('vitest', ['run', '--project', 'database', 'nothing-lost'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: {
      ...process.env,
      NOTHING_LOST_SECONDS: values.seconds,
      ...(values.seed && { NOTHING_LOST_SEED: values.seed }),
    },
  })
  process.exitCode = status ?? 1
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}

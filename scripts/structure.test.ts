import { expect, test } from 'vitest'
import { checkStructure } from './structure.ts'

const findings = (...files: [file: string, text: string][]) =>
  checkStructure(files.map(([file, text]) => ({ file, text }))).map(
    ({ file, problem }) => `${file} ${problem}`,
  )

test.each([
  ['src/contract/x.ts', `import { y } from '../server/app.ts'`],
  ['src/web/main.tsx', `import { y } from '#platform/log.ts'`],
  ['src/web/ui/button.tsx', `import { y } from '../features/courses/page.tsx'`],
  ['src/server/platform/x.ts', `import { y } from '#features/courses/service.ts'`],
  ['src/server/features/a/service.ts', `import { y } from '../b/data.ts'`],
  ['src/server/features/a/service.ts', `import {\n  y,\n} from '#features/b/data.ts'`],
  ['src/server/features/a/service.ts', 'await db.$queryRaw`SELECT 1`'],
  ['src/server/features/a/jobs.ts', `await pool.query('SELECT 1')`],
  ['src/server/features/a/engine/data.ts', 'await db.$queryRaw`SELECT 1`'],
  ['src/server/features/a/service.ts', `import { y } from '#features/b/data/rows.ts'`],
  ['src/server/app.ts', 'process.env.PORT'],
  ['src/server/features/a/utils.ts', ''],
  ['src/server/app.ts', '\n'.repeat(500)],
])('refuses %s with %s', (file, text) => {
  expect(findings([file, text])).toHaveLength(1)
})

test('allows what the house is for', () => {
  expect(
    findings(
      ['src/contract/a.ts', `import { z } from 'zod'\nimport { b } from './b.ts'`],
      ['src/web/features/a/page.tsx', `import { a } from '#contract/a.ts'`],
      [
        'src/server/features/a/service.ts',
        `import { b } from '#features/b/service.ts'\nimport { d } from './data.ts'`,
      ],
      ['src/server/features/a/data.ts', 'db.$queryRaw`SELECT 1`'],
      ['src/server/features/a/data/upkeep.ts', `pool.query('SELECT 1')`],
      ['src/server/features/a/routes.db.test.ts', `import { b } from '../b/data.ts'`],
    ),
  ).toEqual([])
})

test('names every feature of a circle', () => {
  expect(
    findings(
      ['src/server/features/a/service.ts', `import { b } from '#features/b/service.ts'`],
      ['src/server/features/b/service.ts', `import { a } from '#features/a/service.ts'`],
    ),
  ).toEqual([
    'src/server/features/a is part of a circle of features',
    'src/server/features/b is part of a circle of features',
  ])
})

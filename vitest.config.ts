import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { postgres15 } from './scripts/system-packages.ts'

/** Tests that talk to PostgreSQL; they run against the embedded one and, where it is installed, against 15. */
const database = {
  include: ['src/server/**/*.db.test.ts', '{data,bench}/**/*.db.test.ts', 'tests/{api,schema}/*.test.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
}

export default defineConfig({
  test: {
    reporters: ['default', './tests/setup/summary-reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', '{data,bench,scripts}/**/*.test.ts'],
          exclude: ['**/*.db.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'database',
          ...database,
          globalSetup: './tests/setup/embedded-postgres.ts',
        },
      },
      ...(existsSync(postgres15)
        ? [{ test: { name: 'database 15', ...database, globalSetup: './tests/setup/postgres-15.ts' } }]
        : []),
      {
        test: {
          name: 'browser',
          include: ['tests/e2e/*.test.ts'],
          globalSetup: './tests/setup/page.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'process',
          include: ['tests/process/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
})

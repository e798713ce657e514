import type { TestProject } from 'vitest/node'
import { readSettings } from '../../src/server/platform/settings.ts'
import { buildPage, isPageStale } from '../../src/server/start/page.ts'
import provideEmbedded from './embedded-postgres.ts'

/** For tests in a browser: the page as it is now, and PostgreSQL. */
export default async (project: TestProject) => {
  const { projectRoot } = readSettings({})
  // Vitest says `test`, and React would then be built as for development.
  process.env.NODE_ENV = 'production'
  if (await isPageStale(projectRoot)) await buildPage(projectRoot)
  return provideEmbedded(project)
}

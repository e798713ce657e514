import type { TestProject } from 'vitest/node'
import { binariesIn } from '../../src/server/platform/postgres/binaries.ts'
import { provideTemplate } from './postgres.ts'

/** Where Debian's postgresql-15 puts its programs. */
export const folder = '/usr/lib/postgresql/15/bin'

export default async (project: TestProject) => provideTemplate(project, await binariesIn(folder))

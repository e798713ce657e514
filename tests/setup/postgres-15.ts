import type { TestProject } from 'vitest/node'
import { postgres15 } from '../../scripts/system-packages.ts'
import { binariesIn } from '../../src/server/platform/postgres/binaries.ts'
import { provideTemplate } from './postgres.ts'

export default async (project: TestProject) => provideTemplate(project, await binariesIn(postgres15))

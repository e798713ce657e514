import type { TestProject } from 'vitest/node'
import { embeddedBinaries } from '../../src/server/platform/postgres/binaries.ts'
import { provideTemplate } from './postgres.ts'

export default async (project: TestProject) => provideTemplate(project, await embeddedBinaries())

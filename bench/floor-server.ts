import type { FastifyInstance } from 'fastify'
import { endpoint } from '#contract/endpoint.ts'
import { listMatches } from '#contract/matching.ts'
import { Id } from '#contract/values.ts'
import { z } from '#contract/zod.ts'
import { readProof } from '#features/matching/data/proof.ts'
import { readRoster } from '#features/matching/data/rosters.ts'
import { unpackRoster } from '#features/matching/engine/packed.ts'
import { idAt } from '#features/matching/engine/student-id.ts'
import { openMatching } from '#features/matching/matching.ts'
import { listMatches as listMatchesOf } from '#features/matching/service.ts'
import { route } from '#platform/http/route.ts'
import { buildApp } from '../src/server/app.ts'
import { closeParts, openParts, type Parts } from '../src/server/parts.ts'
import { listen } from '../src/server/start/listen.ts'
import { runProcess } from '../src/server/start/process.ts'
import { answerSize, readSpecification } from './subjects.ts'

/** The server with routes of the bench beside its own, to compare with: same sign-in, limits and pool. */
await runProcess(process.env, async (settings, shutdown) => {
  const parts = await openParts(settings, settings.databaseUrl ?? '')
  shutdown.later(() => closeParts(parts))
  const app = await buildApp(parts)
  floorRoutes(app, parts, await readSpecification())
  shutdown.later(() => app.close())
  await listen(app, settings)
})

function floorRoutes(app: FastifyInstance, parts: Parts, specification: string): void {
  const { pool, sql } = parts.database
  const fixed = new Map<string, Promise<{ snapshot: string; ids: string[] }>>()

  route(app, benchRoute('details'), async ({ student, params: { id } }) => {
    const known = fixed.get(id) ?? firstOf(parts, id)
    fixed.set(id, known)
    const { snapshot, ids } = await known
    return readProof(sql, student.id, [{ courseId: id, snapshot }], ids)
  })
  route(app, benchRoute('specification'), async ({ student, params }) => {
    const { rows } = await pool.query(specification, [student.id, params.id, answerSize])
    return { items: rows }
  })
  // Nothing is held: each request reads the roster first.
  route(app, { ...listMatches, path: '/bench/cold/{id}', id: 'benchCold' }, ({ student, params, query }) =>
    listMatchesOf(openMatching(parts), student, params.id, query),
  )
}

function benchRoute(name: string) {
  return endpoint({
    method: 'GET',
    path: `/bench/${name}/{id}`,
    id: `bench-${name}`,
    tag: 'bench',
    summary: name,
    access: 'verified',
    params: z.object({ id: Id }),
    status: 200,
  })
}

/** The same people for whoever asks. */
async function firstOf({ database }: Parts, courseId: string) {
  const { packed, snapshot } = await readRoster(database.sql, courseId)
  const { ids, size } = unpackRoster(packed)
  const count = Math.min(answerSize, size)
  return { snapshot, ids: Array.from({ length: count }, (_, row) => idAt(ids, 4 * row)) }
}

import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/matching.ts'
import { route } from '#platform/http/route.ts'
import type { Parts } from '../../parts.ts'
import { watchRoutes } from './live/routes.ts'
import { openMatching } from './matching.ts'
import { adviseMatches, listAllMatches, listMatches } from './service.ts'

export function matchingRoutes(app: FastifyInstance, parts: Parts): void {
  const matching = openMatching(parts)

  route(app, contract.listMatches, ({ student, params, query }) =>
    listMatches(matching, student, params.id, query),
  )
  route(app, contract.adviseMatches, ({ student, params, query }) =>
    adviseMatches(matching, student, params.id, query),
  )
  route(app, contract.listAllMatches, ({ student, query }) => listAllMatches(matching, student, query))
  watchRoutes(app, parts)
}

import type { FastifyInstance } from 'fastify'
import type { Metrics } from '../metrics.ts'

/** Counts requests by the pattern of their route; what there is no route for is one pattern. */
export function countRequests(app: FastifyInstance, metrics: Metrics | null): void {
  if (!metrics) return
  app.addHook('onResponse', async ({ method, routeOptions }, reply) =>
    metrics.request(method, routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime / 1000),
  )
}

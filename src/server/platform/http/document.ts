import swagger from '@fastify/swagger'
import scalar from '@scalar/fastify-api-reference'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { Problem, type ProblemName, problems } from '#contract/problem.ts'

type TransformInput = Parameters<typeof jsonSchemaTransform>[0]

/** The OpenAPI 3.1 document, made from the contracts, and its page at /api/docs. */
export async function serveDocument(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Campus Connect',
        version: '1',
        description:
          'Study partners at one’s own university. Errors are problem details (RFC 9457) with a stable `type`.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/' }],
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'cc_session' } } },
    },
    transform: (input) => {
      const endpoint = input.route.config?.endpoint
      if (!endpoint) return { url: input.url, schema: { hide: true } }
      const schema = { ...input.schema, response: responses(endpoint) }
      const result = jsonSchemaTransform({ ...input, schema } as TransformInput)
      return { url: result.url, schema: { ...result.schema, ...operation(endpoint) } }
    },
    transformObject: jsonSchemaTransformObject as never,
  })
  await app.register(scalar, {
    routePrefix: '/api/docs',
    configuration: { title: 'Campus Connect API', withDefaultFonts: false, telemetry: false },
  })
}

function operation(endpoint: Endpoint) {
  return {
    operationId: endpoint.id,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    ...(endpoint.description && { description: endpoint.description }),
    'x-access': endpoint.access,
    security: endpoint.access === 'public' ? [] : [{ session: [] }],
    ...(endpoint.consumes && { consumes: endpoint.consumes, body: { description: 'the file itself' } }),
  }
}

/** Success, then each problem that the operation can answer, grouped by status as OpenAPI wants it. */
function responses(endpoint: Endpoint) {
  const names = new Set<ProblemName>(['too-many-requests', 'internal-error', ...(endpoint.problems ?? [])])
  if (endpoint.params || endpoint.query || endpoint.body) names.add('invalid-request')
  if (endpoint.body) names.add('body-too-large').add('unsupported-media-type')
  if (endpoint.method !== 'GET') names.add('cross-site-request')
  if (endpoint.access !== 'public') names.add('not-signed-in')
  if (endpoint.access === 'verified') names.add('not-verified')
  const byStatus = Map.groupBy(names, (name) => problems[name].status)
  return {
    [endpoint.status]: success(endpoint),
    ...Object.fromEntries(
      [...byStatus].map(([status, those]) => [
        status,
        {
          description: those.map((name) => `${name}: ${problems[name].title}`).join('; '),
          content: { 'application/problem+json': { schema: Problem } },
        },
      ]),
    ),
  }
}

function success(endpoint: Endpoint) {
  const description = endpoint.summary
  if (endpoint.answer) return { description, content: { 'application/json': { schema: endpoint.answer } } }
  if (endpoint.produces) return { description, content: { [endpoint.produces]: { schema: endpoint.answer } } }
  return { description, content: {} }
}

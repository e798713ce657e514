import { createHash } from 'node:crypto'
import scalar from '@scalar/fastify-api-reference'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Endpoint } from '#contract/endpoint.ts'
import { ProblemError } from '../errors.ts'
import { describeEndpoints, type OpenApi } from './openapi.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** The OpenAPI document of the routes registered so far. */
    describe(): OpenApi
  }
}

/** Describes every route that serves an endpoint: /api/openapi.json, and for people /api/docs. */
export async function serveDocument(app: FastifyInstance): Promise<void> {
  const endpoints = new Set<Endpoint>()
  app.addHook('onRoute', ({ config }) => {
    if (config?.endpoint) endpoints.add(config.endpoint)
  })
  app.decorate('describe', () => describeEndpoints(endpoints))

  let document: string | undefined
  app.get('/api/openapi.json', (_request, reply) => {
    document ??= JSON.stringify(app.describe())
    return reply.type('application/json').send(document)
  })

  await app.register(async (scope) => {
    scope.addHook('onRequest', refuseBadHost)
    scope.addHook('onSend', allowItsScript)
    await scope.register(scalar, {
      routePrefix: '/api/docs',
      configuration: {
        url: '/api/openapi.json',
        pageTitle: 'Campus Connect API',
        favicon: '/icon.svg',
        // Nothing that would call the maker's servers.
        withDefaultFonts: false,
        telemetry: false,
        showDeveloperTools: 'never',
        hideClientButton: true,
        agent: { disabled: true },
        mcp: { disabled: true },
      },
    })
  })
}

/** The page's own routes make an address of it. */
async function refuseBadHost({ host }: FastifyRequest) {
  if (!URL.canParse(`http://${host}`))
    throw new ProblemError('invalid-request', 'The Host header is not the name of a host.')
}

/** The page starts itself with a script within it, whose hash its policy alone names, and makes styles of its own. */
async function allowItsScript(_request: FastifyRequest, reply: FastifyReply, payload: unknown) {
  if (typeof payload !== 'string' || !payload.startsWith('<!doctype html>')) return
  const hashes = [...payload.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  )
  const policy = String(reply.getHeader('content-security-policy')).replace(
    "style-src 'self'",
    "style-src 'self' 'unsafe-inline'",
  )
  reply.header('content-security-policy', `${policy};script-src 'self' ${hashes.join(' ')}`)
}

import type { Endpoint } from '#contract/endpoint.ts'
import { Problem, type ProblemName, problems, problemType } from '#contract/problem.ts'
import { type JsonSchema, schemaWriter } from './json-schema.ts'

interface Content {
  [mediaType: string]: { schema?: JsonSchema; examples?: Record<string, { value: unknown }> }
}
interface Reference {
  $ref: string
}
interface Response {
  description: string
  headers?: Record<string, { description: string; schema: JsonSchema }>
  content?: Content
}
export interface Parameter {
  name: string
  in: 'path' | 'query'
  required: boolean
  description?: unknown
  schema: JsonSchema
}
export interface Operation {
  operationId: string
  tags: string[]
  summary: string
  description?: string
  'x-access': Endpoint['access']
  security: Record<string, string[]>[]
  parameters?: Parameter[]
  requestBody?: { required: boolean; content: Content }
  responses: Record<string, Response | Reference>
}
export interface OpenApi {
  openapi: string
  info: object
  servers: { url: string }[]
  tags: { name: string }[]
  paths: Record<string, Record<string, Operation>>
  components: {
    schemas: Record<string, JsonSchema>
    responses: Record<string, Response>
    securitySchemes: Record<string, object>
  }
}

const about = `Study partners at one’s own university: courses, free hours, matches, requests, conversations.

**Signing in.** \`POST /api/v1/session\` sets an HttpOnly cookie, \`cc_session\` (\`__Host-cc_session\` over
https). A program asks \`POST /api/v1/auth/token\` for an access token and sends it as \`Authorization: Bearer …\`. \`x-access\` says who may call an operation: \`public\`, \`student\` (signed in), \`verified\` (and the
address is confirmed), \`staff\` (of the university) or \`operator\` (of the service).

**Errors** are problem details (RFC 9457): \`type\` is stable, \`detail\` says what to do, \`errors[].field\` names each
bad field, \`instance\` is the request’s id in the server’s log.

**Lists** come in pages: send \`nextCursor\` back as \`cursor\` until it is null.

**Times** of the week are local to the campus, 24:00 is the end of a day; instants are UTC.`

/** The OpenAPI 3.1 document of some endpoints. */
export function describeEndpoints(endpoints: Iterable<Endpoint>): OpenApi {
  const { components, write } = schemaWriter()
  const problem = write(Problem, 'output')
  const responses: Record<string, Response> = {}
  const paths: OpenApi['paths'] = {}
  const tags = new Set<string>()
  for (const endpoint of endpoints) {
    tags.add(endpoint.tag)
    const path = `/api/v1${endpoint.path}`
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Campus Connect',
      version: '1',
      description: about,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: [...tags].map((name) => ({ name })),
    paths,
    components: {
      schemas: components,
      responses,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'cc_session' },
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      },
    },
  }

  function operation(endpoint: Endpoint): Operation {
    const { params, query, body, consumes } = endpoint
    const parameters = [
      ...(params ? parametersOf('path', write(params, 'input')) : []),
      ...(query ? parametersOf('query', write(query, 'input')) : []),
    ]
    return {
      operationId: endpoint.id,
      tags: [endpoint.tag],
      summary: endpoint.summary,
      ...(endpoint.description && { description: endpoint.description }),
      'x-access': endpoint.access,
      security: endpoint.access === 'public' ? [] : [{ session: [] }, { bearer: [] }],
      ...(parameters.length > 0 && { parameters }),
      ...(body && {
        requestBody: { required: true, content: { 'application/json': { schema: write(body, 'input') } } },
      }),
      // A file: its media type says it all, so there is no schema.
      ...(consumes && {
        requestBody: { required: true, content: Object.fromEntries(consumes.map((type) => [type, {}])) },
      }),
      responses: { [endpoint.status]: success(endpoint), ...failures(endpoint) },
    }
  }

  function success({ summary: description, answer, produces }: Endpoint): Response {
    if (answer) return { description, content: { 'application/json': { schema: write(answer, 'output') } } }
    return produces ? { description, content: { [produces]: {} } } : { description }
  }

  /** The problems of an operation by status; operations that answer the same ones share a response. */
  function failures(endpoint: Endpoint): Record<string, Reference> {
    const byStatus = Map.groupBy(problemsOf(endpoint), (name) => problems[name].status)
    return Object.fromEntries(
      [...byStatus]
        .sort(([a], [b]) => a - b)
        .map(([status, names]) => {
          const id = names.sort().join('.')
          responses[id] ??= problemResponse(names)
          return [status, { $ref: `#/components/responses/${id}` }]
        }),
    )
  }

  function problemResponse(names: ProblemName[]): Response {
    return {
      description: names.map((name) => `\`${name}\`: ${problems[name].title}`).join('; '),
      ...(names.includes('too-many-requests') && {
        headers: { 'Retry-After': { description: 'seconds', schema: { type: 'integer' } } },
      }),
      content: { 'application/problem+json': { schema: problem, examples: examples(names) } },
    }
  }
}

/** The problems that the endpoint names, and those that every operation of its kind can answer. */
export function problemsOf({
  method,
  params,
  query,
  access,
  recent,
  problems = [],
}: Endpoint): Set<ProblemName> {
  const names = new Set<ProblemName>(['too-many-requests', 'internal-error', ...problems])
  if (params || query || method !== 'GET') names.add('invalid-request')
  if (method !== 'GET') names.add('cross-site-request').add('body-too-large').add('unsupported-media-type')
  if (access !== 'public') names.add('not-signed-in')
  const isForStaff = access === 'staff' || access === 'operator'
  if (access === 'verified' || isForStaff) names.add('not-verified')
  if (isForStaff) names.add('not-allowed').add('second-factor-missing')
  if (recent) names.add('confirm-first')
  return names
}

function parametersOf(place: Parameter['in'], fields: JsonSchema): Parameter[] {
  const required = (fields.required ?? []) as string[]
  return Object.entries(fields.properties as Record<string, JsonSchema>).map(
    ([name, { description, ...schema }]) => ({
      name,
      in: place,
      required: required.includes(name),
      ...(description !== undefined && { description }),
      schema,
    }),
  )
}

function examples(names: ProblemName[]): Record<string, { value: unknown }> {
  return Object.fromEntries(
    names.map((name) => [
      name,
      {
        value: {
          type: problemType(name),
          ...problems[name],
          detail: 'What to do, in a sentence.',
          instance: '5c1f8a52-6b0e-4d0c-9d5e-0f8d2a7b3c41',
        },
      },
    ]),
  )
}

import type { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { ProblemError } from './problem-error.ts'

export { ProblemError } from './problem-error.ts'

type Fields = z.ZodObject
type Shape = z.ZodType

/** What a call of the endpoint takes: only what its contract names, a `Blob` where the body is not JSON. */
type Request<P extends Fields, Q extends Fields, B extends Shape> = {
  signal?: AbortSignal
  /** Lets the call finish after the page is gone. */
  keepalive?: boolean
} & (string extends keyof z.output<P> ? { params?: undefined } : { params: z.output<P> }) &
  (string extends keyof z.output<Q> ? { query?: undefined } : { query?: Partial<z.output<Q>> }) &
  (unknown extends z.output<B> ? { body?: Blob } : { body: z.input<B> })

type Answer<A extends Shape> = unknown extends z.output<A> ? undefined : z.output<A>

type Arguments<R> = Record<never, never> extends R ? [request?: R] : [request: R]

/** Calls one operation of the API. Throws a ProblemError for every answer that is not a success. */
export async function call<P extends Fields, Q extends Fields, B extends Shape, A extends Shape>(
  endpoint: Endpoint<P, Q, B, A>,
  ...[request = {} as Request<P, Q, B>]: Arguments<Request<P, Q, B>>
): Promise<Answer<A>> {
  const response = await send(address(endpoint.path, request.params, request.query), {
    method: endpoint.method,
    signal: request.signal ?? null,
    keepalive: request.keepalive ?? false,
    ...content(request.body),
  })
  if (!response.ok) throw ProblemError.from(await response.json().catch(() => null), response.status)
  return (
    response.status === 204 || endpoint.answer === undefined ? undefined : await response.json()
  ) as Answer<A>
}

/** The address of an operation: parameters in place of `{name}`, query fields that are set behind `?`. */
export function address(path: string, params: object = {}, query: object = {}): string {
  const values = new Map(Object.entries(params))
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values.get(name))))
  const set = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const search = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString()
  return `/api/v1${filled}${search && `?${search}`}`
}

function content(body: unknown): RequestInit {
  if (body === undefined) return {}
  if (body instanceof Blob) return { body, headers: { 'content-type': body.type } }
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    throw init.signal?.aborted ? error : ProblemError.without(0)
  }
}

import type { z } from 'zod'
import type { ProblemName } from './problem.ts'

/** Who may call: states a route's policy in the contract, so that the API document and the tests know it too. */
export type Access =
  /** No sign-in needed. */
  | 'public'
  /** Any signed-in student, verified or not. */
  | 'student'
  /** A signed-in student whose address is verified. */
  | 'verified'
  /** Verified staff of the caller's university, or an operator. */
  | 'staff'
  /** A verified operator, who looks after the whole service. */
  | 'operator'

type Shape = z.ZodType
type Fields = z.ZodObject

/** One operation of the HTTP API. The server's route, the API document and the page's client all derive from it. */
export interface Endpoint<
  Params extends Fields = Fields,
  Query extends Fields = Fields,
  Body extends Shape = Shape,
  Answer extends Shape = Shape,
  Who extends Access = Access,
> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below /api/v1, with parameters as {name}. */
  path: `/${string}`
  /** Stable name of the operation in the API document. */
  id: string
  tag: string
  summary: string
  description?: string
  access: Who
  /** Only for a browser's session whose owner has just signed in or confirmed that it is them. */
  recent?: true
  /** Whoever has the address is let in, so that no log has it. */
  isSecretAddress?: true
  params?: Params
  query?: Query
  body?: Body
  /** Content types of a body that is not JSON. */
  consumes?: string[]
  /** Status of success; 204 has no body, 101 opens a WebSocket. */
  status: 101 | 200 | 201 | 202 | 204
  answer?: Answer
  /** Content type of an answer that is not JSON. */
  produces?: string
  /** Names of the problems that this operation answers besides the general ones. */
  problems?: readonly ProblemName[]
}

/** Keeps the literal types of a definition. */
export function endpoint<
  P extends Fields,
  Q extends Fields,
  B extends Shape,
  A extends Shape,
  const W extends Access,
>(definition: Endpoint<P, Q, B, A, W>): Endpoint<P, Q, B, A, W> {
  return definition
}

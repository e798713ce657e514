import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { ProblemName } from '#contract/problem.ts'
import { ProblemError, problemDetails } from '../errors.ts'
import { PastLimit, tellLimit } from './limit.ts'

/** Fastify's own refusals, in our words. */
const refusals: Record<string, [ProblemName, string]> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    'unsupported-media-type',
    'Send the content type that the API document names, usually application/json.',
  ],
  FST_ERR_CTP_BODY_TOO_LARGE: ['body-too-large', 'Send less at once.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['invalid-request', 'The body is empty; send a JSON object.'],
  FST_ERR_CTP_INVALID_JSON_BODY: [
    'invalid-request',
    'The body is not JSON; check commas, quotes and brackets.',
  ],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['invalid-request', 'The body is not as long as Content-Length says.'],
  FST_ERR_BAD_URL: ['invalid-request', 'The address has a broken percent sequence.'],
}

/** One error handler: every failure becomes problem details; what it hides from the client it logs. */
export function answerFailure(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error instanceof PastLimit) tellLimit(reply, error.limit, error.taken)
  if (error instanceof ProblemError) {
    if (error.extras.retryAfter) reply.header('retry-after', error.extras.retryAfter)
    return answer(request, reply, error.problem, error.message, error.extras)
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((issue) => ({
      field: [error.validationContext ?? 'body', ...issue.instancePath.split('/').filter(Boolean)].join('.'),
      message: issue.message ?? 'is not valid',
    }))
    return answer(
      request,
      reply,
      'invalid-request',
      `Correct ${errors.map((e) => e.field).join(', ')} and send it again.`,
      { errors },
    )
  }
  const refusal = refusals[error.code]
  if (refusal) return answer(request, reply, ...refusal)
  if (error.statusCode && error.statusCode < 500)
    return answer(request, reply, 'invalid-request', error.message)
  request.log.error({ err: error }, 'request failed')
  return answer(
    request,
    reply,
    'internal-error',
    'Try again in a moment. If it stays, tell us the instance given here.',
  )
}

/** For addresses that no route serves. */
export function answerNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return answer(
    request,
    reply,
    'not-found',
    `${request.method} ${request.url.split('?')[0]} is not an address of this service; see /api/docs.`,
  )
}

function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  name: ProblemName,
  detail: string,
  extras: ProblemError['extras'] = {},
): FastifyReply {
  const body = problemDetails(name, detail, request.id, extras)
  // Serialised here: a route's answer schema speaks of success only.
  return reply
    .code(body.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(body)
}

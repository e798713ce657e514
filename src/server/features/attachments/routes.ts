import type { FastifyInstance, FastifyReply } from 'fastify'
import * as contract from '#contract/attachments.ts'
import { ProblemError } from '#platform/errors.ts'
import { spend } from '#platform/http/limit.ts'
import { route } from '#platform/http/route.ts'
import type { Parts } from '../../parts.ts'
import { disposition } from './name.ts'
import { readAttachment, uploadAttachment } from './service.ts'

/** Each takes up to 10 MB, and of an image a second or two of a processor. */
const mostUploads = { name: 'attachment', points: 60, seconds: 3600 }

export function attachmentRoutes(app: FastifyInstance, parts: Parts): void {
  route(app, contract.getAttachment, async ({ student, params, reply }) => {
    const { kind, name, mediaType, bytes, content } = await readAttachment(parts, student, params.id)
    guard(reply)
      .type(mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType)
      .header('content-disposition', disposition(kind === 'image' ? 'inline' : 'attachment', name))
    await reply.header('content-length', bytes).send(content)
  })
  route(app, contract.getThumbnail, async ({ student, params, reply }) => {
    const { bytes, content } = await readAttachment(parts, student, params.id, 'thumbnail')
    guard(reply).type('image/webp').header('content-disposition', 'inline; filename="thumbnail.webp"')
    await reply.header('content-length', bytes).send(content)
  })

  // The file itself is the body; its own scope, so that no other route takes files.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      contract.uploadAttachment.consumes ?? [],
      { parseAs: 'buffer', bodyLimit: contract.attachmentBytes },
      (_request, body, done) => done(null, body),
    )
    route(scope, contract.uploadAttachment, async ({ student, query, request, reply }) => {
      await spend(parts.limits, mostUploads, student.id, reply)
      if (!Buffer.isBuffer(request.body))
        throw new ProblemError('unsupported-media-type', 'Send the file itself as the body.')
      return uploadAttachment(parts, student, query.name, request.body)
    })
  })
}

/** It never changes, so a browser may keep it, but no shared cache; and should one open it as a page, nothing runs. */
function guard(reply: FastifyReply): FastifyReply {
  return reply
    .header('cache-control', 'private, max-age=31536000, immutable')
    .header('content-security-policy', "default-src 'none'; sandbox")
}

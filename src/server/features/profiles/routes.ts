import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/profiles.ts'
import { ProblemError } from '#platform/errors.ts'
import { spend } from '#platform/http/limit.ts'
import { route } from '#platform/http/route.ts'
import type { Parts } from '../../parts.ts'
import { findVisibility, saveVisibility } from './data.ts'
import { deletePicture, getProfile, putPicture, putProfile, readPicture } from './service.ts'

/** Each takes a second of a processor. */
const mostPictures = { name: 'picture', points: 20, seconds: 3600 }

export function profileRoutes(app: FastifyInstance, parts: Parts): void {
  const { prisma } = parts.database

  route(app, contract.getProfile, ({ student }) => getProfile(prisma, student))
  route(app, contract.getVisibility, async ({ student }) => ({
    visibility: await findVisibility(prisma, student.id),
  }))
  route(app, contract.putVisibility, async ({ student, body }) => {
    await saveVisibility(prisma, student.id, body.visibility)
    return body
  })
  route(app, contract.putProfile, ({ student, body }) => putProfile(prisma, student, body))
  route(app, contract.deletePicture, ({ student }) => deletePicture(parts, student))

  route(app, contract.getPicture, async ({ student, params, reply }) => {
    const file = await readPicture(parts, student, params.id)
    // A new picture has a new address, so a browser may keep this one; private: not for shared caches.
    reply.header('cache-control', 'private, max-age=31536000, immutable').type('image/webp')
    reply.header('content-disposition', 'inline; filename="picture.webp"')
    await reply.header('content-length', file.bytes).send(file.content)
  })

  // The file itself is the body; its own scope, so that no other route takes pictures.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      contract.putPicture.consumes ?? [],
      { parseAs: 'buffer', bodyLimit: contract.pictureBytes },
      (_request, body, done) => done(null, body),
    )
    route(scope, contract.putPicture, async ({ student, query, request, reply }) => {
      await spend(parts.limits, mostPictures, student.id, reply)
      if (!Buffer.isBuffer(request.body))
        throw new ProblemError(
          'unsupported-media-type',
          'Send the picture itself as the body, with its content type.',
        )
      return putPicture(parts, student, request.body, contract.Square.safeParse(query).data)
    })
  })
}

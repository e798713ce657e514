import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/providers.ts'
import { addressOf, spend } from '#platform/http/limit.ts'
import { route } from '#platform/http/route.ts'
import type { Parts } from '../../../parts.ts'
import * as administration from './administration.ts'
import { confirmLink, listLinks, mayLink, unlink } from './linking.ts'
import { providersOfEmail } from './providers.ts'
import { comeBack, leave } from './sign-in.ts'

export function elsewhereRoutes(app: FastifyInstance, parts: Parts): void {
  const { limits, settings } = parts
  // Of one address, behind which half a campus may be: no account can be guessed here.
  const flows = { name: 'elsewhere', points: settings.signInLimitPerHour * 20, seconds: 3600 }
  const attempts = { name: 'sign-in', points: settings.signInLimitPerHour, seconds: 3600 }

  route(app, contract.listProviders, async ({ query }) => {
    const providers = await providersOfEmail(parts, query.email)
    return { items: providers.map(({ slug, name }) => ({ slug, name })) }
  })

  route(app, contract.startSignInElsewhere, async ({ params, body, request, reply }) => {
    await spend(limits, flows, addressOf(request), reply)
    return leave(parts, reply, params.slug, { next: body.next ?? null, link: null })
  })

  route(app, contract.finishSignInElsewhere, async ({ params, body, request, reply }) => {
    await spend(limits, flows, addressOf(request), reply)
    return comeBack(parts, request, reply, params.slug, body.query)
  })

  route(app, contract.listLinks, ({ student }) => listLinks(parts, student))

  route(app, contract.startLink, async ({ student, params, body, reply }) => {
    await spend(limits, attempts, student.id, reply)
    const link = await mayLink(parts, student, body.password)
    return leave(parts, reply, params.slug, { next: '/profile/security', link })
  })
  route(app, contract.confirmLink, ({ student, request, reply }) =>
    confirmLink(parts, request, reply, student),
  )
  route(app, contract.unlinkProvider, ({ student, params }) => unlink(parts, student, params.slug))

  route(app, contract.listAllProviders, async () => ({ items: await administration.listAll(parts) }))
  route(app, contract.createProvider, ({ body }) => administration.create(parts, body))
  route(app, contract.changeProvider, ({ params, body }) => administration.change(parts, params.id, body))
  route(app, contract.deleteProvider, ({ params }) => administration.remove(parts, params.id))
}

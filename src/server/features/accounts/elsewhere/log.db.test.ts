import { expect, onTestFinished, test } from 'vitest'
import { createLog } from '#platform/log.ts'
import { campus } from '../../../../../tests/campus.ts'
import { clientId, clientSecret, hostileIssuer } from '../../../../../tests/hostile-issuer.ts'
import { testServer } from '../../../../../tests/server.ts'
import { traveller } from './traveller.fixture.ts'

test('the log says why signing in elsewhere failed, and nothing of what came', async () => {
  const lines: string[] = []
  const server = await testServer({}, createLog('trace', false, { write: (line) => void lines.push(line) }))
  const hostile = await hostileIssuer()
  onTestFinished(async () => {
    await server.close()
    await hostile.close()
  })
  await server.database.pool.query(
    `INSERT INTO sign_in_providers (slug, name, issuer, client_id, client_secret) VALUES ('hostile', 'Hostile', $1, $2, $3)`,
    [hostile.issuer, clientId, server.parts.secrets.seal(clientSecret)],
  )
  const email = `grace.hopper@${(await campus(server)).university.domain}`
  const secrets: string[] = [clientSecret, email, 'the-code-of-a-test', 'grace-at-hostile', 'an access token']
  const travel = async (claims: object, more = '', isBroken = false) => {
    const browser = traveller(server)
    const { searchParams } = await browser.leave('hostile')
    const [state, nonce] = [String(searchParams.get('state')), String(searchParams.get('nonce'))]
    const said = { sub: 'grace-at-hostile', email, email_verified: true, ...claims }
    const token = await hostile.sign(hostile.claims(nonce, said))
    hostile.give(token)
    if (isBroken)
      hostile.answerWith((response, form) => {
        secrets.push(String(form.get('code_verifier')))
        response.setHeader('content-type', 'application/json').end(`${email} ${token}`)
      })
    secrets.push(state, nonce, token, browser.cookies.get('cc_elsewhere') ?? '')
    const query = `?code=the-code-of-a-test&state=${state}&iss=${hostile.issuer}${more}`
    const { statusCode } = await browser.comeBack('hostile', query)
    secrets.push(browser.cookies.get('cc_session') ?? '')
    return statusCode
  }
  expect(await travel({})).toBe(200)
  expect(await travel({ nonce: 'another' })).toBe(401)
  expect(await travel({ aud: 'another' })).toBe(401)
  expect(await travel({ email_verified: false })).toBe(403)
  expect(await travel({}, `&error=${email}`)).toBe(401)
  expect(await travel({}, '', true)).toBe(401)
  await server.nobody.inject({ url: `/sign-in/with/hostile?code=the-code-of-a-test` })

  const failures = lines.filter((line) => line.includes('signing in elsewhere failed'))
  expect(failures).toHaveLength(4)
  expect(failures[0]).toContain('nonce')
  const all = lines.join('\n')
  for (const secret of secrets.filter(Boolean)) expect(all, secret).not.toContain(secret)
})

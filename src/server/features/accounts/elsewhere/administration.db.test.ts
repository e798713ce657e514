import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  changeProvider,
  createProvider,
  deleteProvider,
  listAllProviders,
  listProviders,
} from '#contract/providers.ts'
import { type Campus, campus } from '../../../../../tests/campus.ts'
import { type HostileIssuer, hostileIssuer } from '../../../../../tests/hostile-issuer.ts'
import { problemOf } from '../../../../../tests/problem.ts'
import { type TestServer, type TestStudent, testServer } from '../../../../../tests/server.ts'

let server: TestServer
let home: Campus
let operator: TestStudent
let issuer: HostileIssuer
beforeAll(async () => {
  server = await testServer()
  home = await campus(server)
  operator = await home.student({ role: 'operator' })
  issuer = await hostileIssuer()
})
afterAll(async () => {
  await server.close()
  await issuer.close()
})

const secret = 'what nobody may read'
const terms = () => ({
  name: 'Northfield',
  clientId: 'campus-connect',
  universityId: home.university.id,
  isAuthority: true,
  isEnabled: true,
})
const body = (more: object = {}) => ({
  slug: `a-${randomUUID()}`,
  issuer: issuer.issuer,
  clientSecret: secret,
  ...terms(),
  ...more,
})
const fieldsOf = (response: { json(): { errors?: { field: string }[] } }) =>
  response.json().errors?.map(({ field }) => field)

test('an operator sets a provider up; its secret is sealed and never answered', async () => {
  const sent = body()
  const response = await operator.send(createProvider, { body: sent })
  const made = response.json()
  expect(made).toMatchObject({
    ...terms(),
    hasSecret: true,
    links: 0,
    redirectUri: `${server.parts.publicUrl}/sign-in/with/${sent.slug}`,
  })
  const listed = await operator.send(listAllProviders)
  expect(listed.json().items).toContainEqual(made)
  expect(response.body + listed.body).not.toContain(secret)
  const { rows } = await server.database.pool.query('SELECT * FROM sign_in_providers WHERE id = $1', [
    made.id,
  ])
  expect(JSON.stringify(rows)).not.toContain(secret)
  expect(server.parts.secrets.open(rows[0].client_secret)).toBe(secret)
})

test('the secret stays unless another, or none, is sent', async () => {
  const { id } = await operator.call(createProvider, { body: body() })
  const change = (more: object) =>
    operator.call(changeProvider, { params: { id }, body: { ...terms(), ...more } })
  const kept = async () => {
    const { rows } = await server.database.pool.query(
      'SELECT client_secret AS s FROM sign_in_providers WHERE id = $1',
      [id],
    )
    return rows[0].s && server.parts.secrets.open(rows[0].s)
  }
  expect(await change({ name: 'Another', isEnabled: false })).toMatchObject({
    name: 'Another',
    hasSecret: true,
  })
  expect(await kept()).toBe(secret)
  await change({ clientSecret: 'a new one' })
  expect(await kept()).toBe('a new one')
  expect(await change({ clientSecret: null })).toMatchObject({ hasSecret: false })
})

test('issuer and short name are not changed', async () => {
  const made = await operator.call(createProvider, { body: body() })
  const more = { ...terms(), issuer: 'https://evil.example', slug: 'mine' }
  const changed = await operator.call(changeProvider, { params: { id: made.id }, body: more })
  expect(changed).toEqual(made)
})

test.for<[what: string, more: () => object, field: string]>([
  ['an issuer that is not there', () => ({ issuer: 'http://127.0.0.1:9' }), 'body.issuer'],
  ['an issuer that says another name', () => ({ issuer: `${issuer.issuer}/other` }), 'body.issuer'],
  ['an issuer in the open', () => ({ issuer: 'http://login.example' }), 'body.issuer'],
  [
    'any account at Microsoft',
    () => ({ issuer: 'https://login.microsoftonline.com/common/v2.0' }),
    'body.issuer',
  ],
  ['an unknown university', () => ({ universityId: randomUUID() }), 'body.universityId'],
  ['the directory of nobody', () => ({ universityId: null }), 'body.universityId'],
  ['a short name of the settings', () => ({ slug: 'google' }), 'body.slug'],
  ['a short name with a slash', () => ({ slug: '../x' }), 'body.slug'],
])('%s is refused', async ([_, more, field]) => {
  const response = await operator.send(createProvider, { body: body(more()) as never })
  expect([response.statusCode, fieldsOf(response)]).toEqual([400, [field]])
})

test('a short name is given once, also to two at once', async () => {
  const sent = body()
  const answers = await Promise.all([1, 2].map(() => operator.send(createProvider, { body: sent })))
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 400])
})

test('deleting a provider deletes its links, and no others', async () => {
  const [gone, stays] = [body(), body()]
  const { id } = await operator.call(createProvider, { body: gone })
  await operator.call(createProvider, { body: stays })
  const student = await home.student()
  for (const { slug } of [gone, stays])
    await server.database.pool.query(
      `INSERT INTO accounts (user_id, type, provider, provider_account_id) VALUES ($1, 'oidc', $2, 'ada')`,
      [student.id, slug],
    )
  const { items } = await operator.call(listAllProviders)
  expect(items.find((item) => item.id === id)?.links).toBe(1)
  await operator.call(deleteProvider, { params: { id } })
  const { rows } = await server.database.pool.query('SELECT provider FROM accounts WHERE user_id = $1', [
    student.id,
  ])
  expect(rows).toEqual([{ provider: stays.slug }])
  expect(problemOf(await operator.send(deleteProvider, { params: { id } }))).toBe('not-found')
  expect(problemOf(await operator.send(changeProvider, { params: { id }, body: terms() }))).toBe('not-found')
})

test('providers of the settings are offered, to whom they speak for', async () => {
  const setting = { name: 'X', issuer: issuer.issuer, clientId: 'x', clientSecret: null }
  const node = await server.node({
    providers: [
      { ...setting, slug: 'google', universityDomain: null },
      { ...setting, slug: 'oidc', universityDomain: home.university.domain },
      { ...setting, slug: 'microsoft', universityDomain: 'unknown.example' },
    ],
  })
  const slugs = async (email?: string) => {
    const answer = await node.as({ token: '' }).call(listProviders, { query: email ? { email } : {} })
    return answer.items.map(({ slug }) => slug).filter((slug) => !slug.startsWith('a-'))
  }
  expect(await slugs()).toEqual(['google'])
  expect(await slugs(`ada@${home.university.domain}`)).toEqual(['google', 'oidc'])
  await node.close()
})

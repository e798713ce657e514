import { afterAll, beforeAll, expect, test } from 'vitest'
import { signUp } from '#contract/accounts.ts'
import { listUniversities } from '#contract/universities.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type TestServer, testServer } from '../../../../tests/server.ts'

let server: TestServer
let home: Campus
beforeAll(async () => {
  server = await testServer()
  home = await campus(server, 'Asia/Kolkata')
  await server.database.pool.query(
    `INSERT INTO universities (name, domain, is_active) VALUES
       ('A Medical School', $1, TRUE), ('B Closed College', 'closed.example', FALSE)`,
    [`med.${home.university.domain}`],
  )
})
afterAll(() => server.close())

test('lists those that take part, by name, to anybody', async () => {
  const { items } = await server.nobody.call(listUniversities)
  expect(items.map(({ name }) => name)).toEqual(['A Medical School', home.university.name])
  expect(items[1]).toEqual({
    id: home.university.id,
    name: home.university.name,
    domain: home.university.domain,
    timeZone: 'Asia/Kolkata',
    currentSemester: 'Fall 2026',
  })
})

/** Who an address belongs to, as signing up says. */
const universityOf = async (email: string): Promise<string> => {
  const body = { email, password: 'a long enough password', firstName: 'A', lastName: 'B' }
  const response = await server.nobody.send(signUp, { body })
  return response.json().university ?? response.json().type.split(':').at(-1)
}

test.for(['ada@', 'ada@students.cs.', 'Ada@CS.'])('%s… belongs to the university', async (start) => {
  expect(await universityOf(start + home.university.domain)).toBe(home.university.name)
})

test('a university of its own below another wins', async () => {
  const { domain } = home.university
  expect(await universityOf(`ada@med.${domain}`)).toBe('A Medical School')
  expect(await universityOf(`ada@x.med.${domain}`)).toBe('A Medical School')
})

test('a domain that only ends alike, or only begins so, belongs to none; nor does a closed one', async () => {
  const { domain } = home.university
  for (const other of [`evil${domain}`, `${domain}.evil.example`, 'closed.example', 'a.closed.example'])
    expect(await universityOf(`ada@${other}`)).toBe('university-unknown')
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { getMe } from '#contract/accounts.ts'
import { listReports } from '#contract/reports.ts'
import { listStaff, putRole, type Role } from '#contract/staff.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type MailServer, startMailServer } from '../../../../tests/mail-server.ts'
import { type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'

let server: TestServer
let mail: MailServer
let home: Campus
let operator: TestStudent
beforeAll(async () => {
  mail = await startMailServer()
  server = await testServer({ smtpUrl: mail.url })
  home = await campus(server)
  operator = await (await campus(server)).student({ role: 'operator', firstName: 'Olga' })
})
afterAll(async () => {
  await server.close()
  await mail.close()
})

const query = async (sql: string, values: unknown[] = []) =>
  (await server.database.pool.query(sql, values)).rows
const give = (who: TestStudent, person: Pick<TestStudent, 'id'>, role: Role) =>
  who.send(putRole, { params: { id: person.id }, body: { role } })
const actionsAbout = ({ id }: TestStudent) =>
  query('SELECT staff_id, role FROM staff_actions WHERE subject_id = $1 ORDER BY id', [id])

test('who is appointed is signed out, told by mail, listed, and sees reports; until dismissed', async () => {
  const sam = await home.student({ firstName: 'Sam' })
  expect((await sam.send(listReports)).statusCode).toBe(403)
  const appointed = await give(operator, sam, 'staff')
  expect(appointed.json()).toMatchObject({ id: sam.id, role: 'staff', university: home.university.name })
  expect((await sam.send(getMe)).statusCode).toBe(401)
  expect(await mail.letterTo(sam.email)).toContain('you are staff of your university')

  const again = await server.signedIn(sam.id, sam.email)
  expect((await again.send(listReports)).statusCode).toBe(200)
  const listed = (await operator.call(listStaff)).items
  expect(listed.find(({ id }) => id === sam.id)).toMatchObject({ email: sam.email, role: 'staff' })

  await give(operator, sam, 'student')
  expect((await again.send(getMe)).statusCode).toBe(401)
  expect((await operator.call(listStaff)).items.some(({ id }) => id === sam.id)).toBe(false)
  expect(await actionsAbout(sam)).toEqual([
    { staff_id: operator.id, role: 'staff' },
    { staff_id: operator.id, role: 'student' },
  ])
})

test('anybody is found by their whole address, in any letter case, and nobody by a part of it', async () => {
  const ada = await home.student()
  const found = async (email: string) => (await operator.call(listStaff, { query: { email } })).items
  expect(await found(` ${ada.email.toUpperCase()} `)).toMatchObject([{ id: ada.id, role: 'student' }])
  expect(await found(ada.email.slice(1))).toEqual([])
})

test('the same role again changes nothing: no letter, no entry, nobody is signed out', async () => {
  const sam = await home.student({ role: 'staff' })
  expect((await give(operator, sam, 'staff')).statusCode).toBe(200)
  expect([(await sam.send(getMe)).statusCode, await actionsAbout(sam), mail.count(sam.email)]).toEqual([
    200,
    [],
    0,
  ])
})

test('oneself, nobody, the unconfirmed and who has left cannot be appointed; staff appoint nobody', async () => {
  const unconfirmed = await home.student({ verified: false })
  const gone = await home.student()
  await query(`UPDATE users SET email = 'deleted-x@deleted.invalid', is_active = FALSE WHERE id = $1`, [
    gone.id,
  ])
  const staff = await home.student({ role: 'staff' })
  const ada = await home.student()
  const refused = [
    await give(operator, operator, 'student'),
    await give(operator, { id: '11111111-1111-4111-8111-111111111111' }, 'staff'),
    await give(operator, unconfirmed, 'staff'),
    await give(operator, gone, 'staff'),
    await give(staff, ada, 'staff'),
    await give(ada, ada, 'operator'),
  ]
  expect(refused.map(({ statusCode }) => statusCode)).toEqual([403, 404, 403, 404, 403, 403])
})

test('of operators who dismiss each other at once one is left', async () => {
  for (let round = 0; round < 5; round++) {
    const pair = await Promise.all([1, 2].map(() => home.student({ role: 'operator' })))
    const [one, other] = pair as [TestStudent, TestStudent]
    const answers = await Promise.all([give(one, other, 'student'), give(other, one, 'student')])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, expect.any(Number)])
    const left = await query(`SELECT id FROM users WHERE role = 'operator' AND id = ANY ($1)`, [
      pair.map(({ id }) => id),
    ])
    expect(left).toHaveLength(1)
  }
})

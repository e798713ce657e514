import { afterAll, beforeAll, expect, test } from 'vitest'
import { getMe } from '#contract/accounts.ts'
import { campus } from '../tests/campus.ts'
import { type TestServer, testServer } from '../tests/server.ts'
import { setRole } from './role.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.close())

test('a role ends the account’s sessions and is kept; one that is not there changes nothing', async () => {
  const student = await (await campus(server)).student()
  const { url, pool } = server.database
  await setRole(url, student.email.toUpperCase(), 'operator')
  expect((await student.send(getMe)).statusCode).toBe(401)
  const again = await server.signedIn(student.id, student.email)
  await setRole(url, student.email, 'operator')
  expect((await again.call(getMe)).role).toBe('operator')
  const { rows } = await pool.query(
    'SELECT staff_id, action, role FROM staff_actions WHERE subject_id = $1',
    [student.id],
  )
  expect(rows).toEqual([{ staff_id: null, action: 'role', role: 'operator' }])
  await expect(setRole(url, 'nobody@nowhere.example', 'staff')).rejects.toThrow('No account')
})

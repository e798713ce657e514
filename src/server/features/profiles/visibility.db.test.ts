import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  acceptConnection,
  cancelConnection,
  declineConnection,
  requestConnection,
} from '#contract/connections.ts'
import { listMatches } from '#contract/matching.ts'
import { getVisibility, putVisibility, type Visibility } from '#contract/profiles.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { classOf, seenBy } from '../../../../tests/class.ts'
import { type TestNode, type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'

let server: TestServer
let home: Campus
let sqlNode: TestNode
beforeAll(async () => {
  server = await testServer()
  home = await campus(server)
  sqlNode = await server.node({ matching: 'sql' })
})
afterAll(async () => {
  await sqlNode.close()
  await server.close()
})

const choose = (who: TestStudent, visibility: Visibility) => who.call(putVisibility, { body: { visibility } })

async function seen(who: TestStudent, course: string): Promise<string[]> {
  const names = await seenBy(who, course)
  expect(await seenBy(sqlNode.as(who), course)).toEqual(names)
  return names
}

test('who chooses to be found only after asking finds everybody and is found by nobody, until they choose again', async () => {
  const { course, students } = await classOf(home, ['Ada', 'Ben', 'Cleo'])
  const [ada, ben] = students as [TestStudent, TestStudent]
  expect(await ada.call(getVisibility)).toEqual({ visibility: 'course' })
  expect(await seen(ben, course)).toEqual(['Ada', 'Cleo'])

  await choose(ada, 'asked')
  expect(await ada.call(getVisibility)).toEqual({ visibility: 'asked' })
  expect(await seen(ada, course)).toEqual(['Ben', 'Cleo'])
  expect(await seen(ben, course)).toEqual(['Cleo'])

  await choose(ada, 'course')
  expect(await seen(ben, course)).toEqual(['Ada', 'Cleo'])
})

test('whom they ask finds them, in that course alone, as long as the request or the connection lasts', async () => {
  const { course, students } = await classOf(home, ['Ada', 'Ben', 'Cleo'])
  const [ada, ben, cleo] = students as [TestStudent, TestStudent, TestStudent]
  const other = await home.course()
  for (const { id } of [ada, ben])
    await server.database.pool.query('INSERT INTO user_courses (user_id, course_id) VALUES ($1, $2)', [
      id,
      other,
    ])
  await choose(ada, 'asked')
  const request = { body: { targetId: ben.id, courseId: course } }

  const { id } = await ada.call(requestConnection, request)
  const inCourse = (who: TestStudent, id: string) => who.call(listMatches, { params: { id } })
  expect((await inCourse(ben, course)).items).toMatchObject([
    { student: { id: ada.id } },
    { student: { id: cleo.id } },
  ])
  expect((await inCourse(ben, other)).items).toEqual([])
  expect(await seen(cleo, course)).toEqual(['Ben'])

  await ben.call(acceptConnection, { params: { id } })
  expect((await inCourse(ben, course)).mates).toBe(2)
  await ada.call(cancelConnection, { params: { id } })
  expect((await inCourse(ben, course)).mates).toBe(1)
})

test('a request that they declined, or was declined to them, shows them no longer', async () => {
  const { course, students } = await classOf(home, ['Ada', 'Ben'])
  const [ada, ben] = students as [TestStudent, TestStudent]
  const { id } = await ada.call(requestConnection, { body: { targetId: ben.id, courseId: course } })
  await choose(ada, 'asked')
  expect(await seen(ben, course)).toEqual(['Ada'])
  await ben.call(declineConnection, { params: { id } })
  expect(await seen(ben, course)).toEqual([])
})

test('asking them is answered as if they had left', async () => {
  const { course, students } = await classOf(home, ['Ada', 'Ben', 'Gone'])
  const [ada, ben, gone] = students as [TestStudent, TestStudent, TestStudent]
  await choose(ada, 'asked')
  await server.database.pool.query('UPDATE user_courses SET is_active = FALSE WHERE user_id = $1', [gone.id])
  const ask = async (whom: TestStudent) => {
    const { instance: _, ...problem } = (
      await ben.send(requestConnection, { body: { targetId: whom.id, courseId: course } })
    ).json()
    return problem
  }
  expect(await ask(ada)).toEqual(await ask(gone))
  expect((await ask(ada)).type).toContain('student-unavailable')
})

test('saving what one says of oneself leaves the choice as it is', async () => {
  const ada = await home.student()
  await choose(ada, 'asked')
  const said = { preferredLocation: null, studyStyle: null, studyPace: null, bio: 'Hello' }
  await ada.inject({ method: 'PUT', url: '/api/v1/me/profile', payload: said })
  expect(await ada.call(getVisibility)).toEqual({ visibility: 'asked' })
})

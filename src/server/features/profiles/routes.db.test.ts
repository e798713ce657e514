import { afterAll, beforeAll, expect, test } from 'vitest'
import { getProfile, type Profile, putProfile } from '#contract/profiles.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type TestServer, testServer } from '../../../../tests/server.ts'

let server: TestServer
let home: Campus
beforeAll(async () => {
  server = await testServer()
  home = await campus(server)
})
afterAll(() => server.close())

const nothingSaid: Profile = { preferredLocation: null, studyStyle: null, studyPace: null, bio: null }

test('who has said nothing has a profile of nulls; what is saved comes back and replaces all of it', async () => {
  const student = await home.student()
  expect(await student.call(getProfile)).toEqual(nothingSaid)
  const body: Profile = {
    preferredLocation: 'study_room',
    studyStyle: 'quiet',
    studyPace: 'fast',
    bio: '<i>Tea</i>',
  }
  expect(await student.call(putProfile, { body })).toEqual(body)
  expect(await student.call(getProfile)).toEqual(body)
  await student.call(putProfile, { body: { ...nothingSaid, studyPace: 'slow' } })
  expect(await student.call(getProfile)).toEqual({ ...nothingSaid, studyPace: 'slow' })
})

test.for([
  ['', null],
  [' \n\t\u00A0\u3000', null],
  ['  Tea and proofs.\nSecond line. ', 'Tea and proofs.\nSecond line.'],
  ['\u{1F600}'.repeat(1000), '\u{1F600}'.repeat(1000)],
] as const)('the bio %j is kept as %j', async ([bio, kept]) => {
  const student = await home.student()
  expect(await student.call(putProfile, { body: { ...nothingSaid, bio } })).toMatchObject({ bio: kept })
  expect(await student.call(getProfile)).toMatchObject({ bio: kept })
})

test.for([
  ['preferredLocation', 'moon'],
  ['studyStyle', ''],
  ['studyPace', 3],
  ['bio', 'x'.repeat(1001)],
  ['bio', undefined],
] as const)('refuses %s %o, naming it', async ([field, value]) => {
  const student = await home.student()
  const response = await student.inject({
    method: 'PUT',
    url: '/api/v1/me/profile',
    payload: { ...nothingSaid, [field]: value },
  })
  expect(response.json()).toMatchObject({ status: 400, errors: [{ field: `body.${field}` }] })
})

test('saved at once from two windows, one of the two is there', async () => {
  const student = await home.student()
  const bios = Array.from({ length: 6 }, (_, index) => `window ${index}`)
  await Promise.all(bios.map((bio) => student.call(putProfile, { body: { ...nothingSaid, bio } })))
  expect(bios).toContain((await student.call(getProfile)).bio)
})

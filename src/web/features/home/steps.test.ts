import { expect, it } from 'vitest'
import { stepsOf } from './steps.ts'

const id = '2e0b0c7e-2b75-4f7f-93a7-0f3f6a6a1f11'
const me = {
  id,
  email: 'ada@river.edu',
  firstName: 'Ada',
  lastName: 'Byron',
  pictureUrl: null,
  role: 'student' as const,
  isVerified: false,
  university: {
    id,
    name: 'River University',
    domain: 'river.edu',
    timeZone: 'America/Denver',
    currentSemester: null,
  },
}
const course = {
  id,
  code: 'CS 161',
  section: '001',
  name: 'Algorithms',
  semester: 'Spring 2024',
  instructor: null,
  schedule: null,
  students: 1,
  isEnrolled: true,
  isActive: true,
}
const noWeek = { timeZone: 'America/Denver', slots: [], minutes: 0 }
const nothingSaid = { preferredLocation: null, studyStyle: null, studyPace: null, bio: null }

const done = (...args: Parameters<typeof stepsOf>) =>
  stepsOf(...args)
    .filter((step) => step.isDone)
    .map((step) => step.name)

it('has everything before a new student', () => {
  expect(done(me, [], noWeek, nothingSaid)).toEqual([])
})

it('sees each step that was done', () => {
  const week = { ...noWeek, slots: [{ id, day: 1, start: '09:00', endDay: 1, end: '11:00' }], minutes: 120 }
  expect(done({ ...me, isVerified: true }, [], noWeek, nothingSaid)).toEqual(['verify'])
  expect(done(me, [course], week, nothingSaid)).toEqual(['courses', 'hours'])
  expect(done(me, [], noWeek, { ...nothingSaid, studyPace: 'slow' })).toEqual(['preferences'])
})

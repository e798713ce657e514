import { expect, it } from 'vitest'
import { countClassmates, sayClassmates } from './classmates.ts'

const course = {
  id: '2e0b0c7e-2b75-4f7f-93a7-0f3f6a6a1f11',
  code: 'CS 161',
  section: '001',
  name: 'Algorithms',
  semester: 'Spring 2024',
  instructor: null,
  schedule: null,
  students: 5,
  isEnrolled: true,
  isActive: true,
}

it('does not count oneself among the classmates', () => {
  expect(countClassmates(course, { isVerified: true })).toBe(4)
  expect(countClassmates(course, { isVerified: false })).toBe(5)
  expect(countClassmates({ ...course, isEnrolled: false }, { isVerified: true })).toBe(5)
})

it('says the number', () => {
  expect([0, 1, 2].map(sayClassmates)).toEqual(['No classmates here yet', '1 classmate', '2 classmates'])
})

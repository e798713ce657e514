import { expect, test } from 'vitest'
import { ArgumentError, readArguments } from './arguments.ts'

test('demo takes sizes, the sample nothing', () => {
  expect(readArguments(['demo'])).toEqual({
    name: 'demo',
    plan: { seed: 1, students: 1500, courses: 60, largest: 600 },
    reset: false,
  })
  expect(
    readArguments([
      'demo',
      '--students',
      '2,000',
      '--courses=80',
      '--largest',
      '500',
      '--seed',
      '3',
      '--reset',
    ]),
  ).toEqual({
    name: 'demo',
    plan: { seed: 3, students: 2000, courses: 80, largest: 500 },
    reset: true,
  })
  expect(readArguments(['sample'])).toEqual({ name: 'sample' })
  expect(readArguments(['--help'])).toEqual({ name: 'help' })
})

test.each([
  [[], 'demo or sample?'],
  [['campus'], 'nothing called campus'],
  [['demo', '1500'], '1500 is one word too many'],
  [['demo', '--student', '5'], "Unknown option '--student'"],
  [['demo', '--students'], "'--students <value>' argument missing"],
  [['demo', '--students', 'many'], '--students takes a whole number, not many'],
  [['demo', '--students', '1e6'], 'not 1e6'],
  [['sample', '--reset'], '--reset goes with demo only'],
])('%j is refused with one message', (given, message) => {
  expect(() => readArguments(given)).toThrow(ArgumentError)
  expect(() => readArguments(given)).toThrow(message)
})

test('sizes that do not go together are refused before anything is started', () => {
  expect(() => readArguments(['demo', '--students', '10'])).toThrow('students must be a whole number from 60')
})

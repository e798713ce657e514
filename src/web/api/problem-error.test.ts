import { describe, expect, it } from 'vitest'
import { problemType } from '#contract/problem.ts'
import { fieldErrors, ProblemError } from './problem-error.ts'

const refused = {
  type: problemType('invalid-request'),
  title: 'The request is not valid',
  status: 400,
  detail: 'Mend the fields named in errors.',
  errors: [{ field: 'body.email', message: 'must be an e-mail address' }],
}

describe('a problem', () => {
  it('is known by its stable name', () => {
    expect(ProblemError.from(refused, 400).name).toBe('invalid-request')
    expect(ProblemError.from({ ...refused, type: 'urn:other' }, 400).name).toBe('unknown')
  })

  it.each([null, 'Bad Gateway', { message: 'no' }])('is made up where the answer (%j) is none', (body) => {
    const { name, problem } = ProblemError.from(body, 502)
    expect([name, problem.status, problem.title]).toEqual(['unknown', 502, 'Something went wrong'])
  })

  it('names the fields of the body', () => {
    expect(fieldErrors(ProblemError.from(refused, 400))).toEqual({ email: 'must be an e-mail address' })
    expect(fieldErrors(ProblemError.without(0))).toEqual({})
    expect(fieldErrors(null)).toEqual({})
  })
})

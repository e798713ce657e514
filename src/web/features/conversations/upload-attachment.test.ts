import { describe, expect, it } from 'vitest'
import { attachmentBytes } from '#contract/attachments.ts'
import { ProblemError } from '../../api/problem-error.ts'
import { problemOf, refuseFile } from './upload-attachment.ts'

describe('a file', () => {
  it.each(['image/jpeg', 'application/pdf', 'text/x-tex', 'application/json', ''])(
    'of type %j may be sent',
    (type) => expect(refuseFile({ size: 1, type })).toBeNull(),
  )

  it.each([
    [{ size: 0, type: 'text/plain' }, 'The file is empty.'],
    [{ size: attachmentBytes + 1, type: 'text/plain' }, 'Please choose a file of at most 10 MB.'],
    [{ size: 1, type: 'video/mp4' }, 'Only images, PDF and plain text can be sent.'],
    [{ size: 1, type: 'application/vnd.ms-excel' }, 'Only images, PDF and plain text can be sent.'],
  ])('like %j is refused before it is sent', (file, text) =>
    expect(refuseFile(file)).toEqual({ text, mayPass: false }),
  )

  it('is refused in the same words by whatever stands before the service', () => {
    expect(problemOf(ProblemError.without(413))).toEqual({
      text: 'Please choose a file of at most 10 MB.',
      mayPass: false,
    })
  })

  it('may be tried again where the connection was lost or too many were sent, not where it is no such file', () => {
    const statuses = [0, 429, 503, 415, 422]
    expect(statuses.map((status) => problemOf(ProblemError.without(status)).mayPass)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
  })
})

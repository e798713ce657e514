import { expect, it } from 'vitest'
import { pictureBytes } from '#contract/profiles.ts'
import { refusePicture } from './picture-file.ts'

it('takes a picture of a kind and size that the service takes', () => {
  expect(refusePicture({ type: 'image/png', size: pictureBytes })).toBeNull()
})

it('refuses others in words', () => {
  expect(refusePicture({ type: 'image/gif', size: 10 })).toMatch(/JPEG/)
  expect(refusePicture({ type: 'image/png', size: pictureBytes + 1 })).toMatch(/at most 8 MB/)
})

import { expect, it } from 'vitest'
import { messageWith } from './message.fixture.ts'
import { previewOf, wordsOf } from './message-words.ts'

const attachment = (kind: 'image' | 'file', name: string) => ({
  ...{ id: 'a', kind, mediaType: 'text/plain' as const, name, bytes: 1, width: null, height: null },
  ...{ url: '', thumbnailUrl: null },
})

it('tells words from the name of what was sent without any', () => {
  const image = messageWith(1, {
    type: 'image',
    content: 'a.webp',
    attachment: attachment('image', 'a.webp'),
  })
  const file = messageWith(1, { type: 'file', content: 'a.txt', attachment: attachment('file', 'a.txt') })
  expect([image, { ...image, content: 'Look' }, file].map(wordsOf)).toEqual(['', 'Look', ''])
  const gone = messageWith(1, { content: '', deletedAt: '2026-11-20T12:10:00.000Z' })
  expect([image, { ...image, content: 'Look' }, file, gone, messageWith(2)].map(previewOf)).toEqual([
    'Image',
    'Look',
    'a.txt',
    'Message deleted',
    'Message 2',
  ])
})

it('tells in a line what the service says', () => {
  const said = ['study-session 0b5e proposed', 'deleted'].map((content) =>
    previewOf(messageWith(1, { type: 'system', content })),
  )
  expect(said).toEqual(['Proposed a study session', 'Left Campus Connect'])
})

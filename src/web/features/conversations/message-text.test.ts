import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { piecesOf } from './message-text.ts'

const links = (text: string) => piecesOf(text).flatMap(({ href }) => href ?? [])

describe('links in a message', () => {
  it('end before the punctuation of the sentence', () => {
    expect(piecesOf('See https://example.org/a?b=1#c, please.')).toEqual([
      { text: 'See ' },
      { text: 'https://example.org/a?b=1#c', href: 'https://example.org/a?b=1#c' },
      { text: ', please.' },
    ])
    expect(links('(https://example.org/wiki/Set_(maths)) or https://example.org!')).toEqual([
      'https://example.org/wiki/Set_(maths)',
      'https://example.org/',
    ])
  })

  it('are http and https only', () => {
    expect(links('javascript:alert(1) data:text/html,x ftp://example.org mailto:a@b.c')).toEqual([])
    expect(links('<a href="https://example.org">x</a>')).toEqual(['https://example.org/'])
  })

  it('change no character of the text', () => {
    const words = fc.constantFrom('https://', 'http://example.org', ' ', '\n', '(', ')', '.', '<b>', 'ä🙂')
    const text = fc.oneof(
      fc.string(),
      fc.array(words).map((list) => list.join('')),
    )
    fc.assert(
      fc.property(text, (given) => {
        expect(
          piecesOf(given)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(given)
      }),
    )
  })
})

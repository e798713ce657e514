import { expect, it } from 'vitest'
import { excerptOf } from './excerpt.ts'

const marked = (text: string, words: string) =>
  excerptOf(text, words)
    .map(({ text: piece, isFound }) => (isFound ? `[${piece}]` : piece))
    .join('')

it.for([
  ['Trees on Monday', 'mon tree', '[Tree]s on [Mon]day'],
  ['A common tree', 'mon', 'A common tree'],
  ['Größe und Länge', 'größe', '[Größe] und Länge'],
  ['a (b.c) d', '(b', 'a ([b].c) d'],
  ['two\n\nlines', 'lines', 'two [lines]'],
  ['words', '...', 'words'],
])('of “%s” with “%s” shows “%s”', ([text = '', words = '', shown]) => {
  expect(marked(text, words)).toBe(shown)
})

it('begins near the first word of a long text', () => {
  const shown = marked(`${'and so on '.repeat(50)}zebra ${'and so on '.repeat(50)}`, 'zebra')
  expect(shown).toMatch(/^… .{10,40}\[zebra\] /)
  expect(shown.length).toBeLessThan(160)
})

/** Characters before the first word that was found. */
const before = 24
const longest = 140

/** A piece of a text; `isFound` where it is one of the words that were looked for. */
export interface ExcerptPiece {
  text: string
  isFound: boolean
}

/** A line of a text around the first of the words, with each marked where a word of the text begins with it. */
export function excerptOf(text: string, words: string): ExcerptPiece[] {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  const parts = words.match(/[\p{L}\p{N}]+/gu) ?? []
  if (parts.length === 0) return [{ text: line.slice(0, longest), isFound: false }]
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${parts.join('|')})`, 'giu')
  const first = line.search(pattern)
  const from = first > before ? line.lastIndexOf(' ', first - before) + 1 : 0
  const shown = `${from > 0 ? '… ' : ''}${line.slice(from, from + longest)}`
  const pieces: ExcerptPiece[] = []
  let end = 0
  for (const match of shown.matchAll(pattern)) {
    if (match.index > end) pieces.push({ text: shown.slice(end, match.index), isFound: false })
    pieces.push({ text: match[0], isFound: true })
    end = match.index + match[0].length
  }
  if (end < shown.length) pieces.push({ text: shown.slice(end), isFound: false })
  return pieces
}

/** A UUID as four unsigned 32-bit words, most significant first, so that words compare as UUIDs do. */
export type IdWords = readonly [number, number, number, number]

export function wordsOf(id: string): IdWords {
  const hex = id.replaceAll('-', '')
  const word = (index: number) => Number.parseInt(hex.slice(8 * index, 8 * index + 8), 16)
  return [word(0), word(1), word(2), word(3)]
}

/** The UUID whose words begin at `offset`. */
export function idAt(words: Uint32Array, offset: number): string {
  const hex = Array.from(words.subarray(offset, offset + 4), (word) =>
    word.toString(16).padStart(8, '0'),
  ).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Less than, equal to or more than 0, as the id at `offset` stands to `id`. */
export function compareId(words: Uint32Array, offset: number, id: IdWords): number {
  for (let index = 0; index < 4; index++) {
    const difference = (words[offset + index] ?? 0) - (id[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** A piece of a message: words, or a link that is safe to open. */
export type Piece = { text: string; href?: string }

const link = /https?:\/\/[^\s<>"']+/gi
/** Belongs to the sentence around a link rather than to it. */
const sentenceEnd = /[.,;:!?…)\]}]+$/

/** Finds the web addresses in a text. Only http and https become links. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const match of text.matchAll(link)) {
    const address = trimmed(match[0])
    if (!URL.canParse(address)) continue
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) })
    pieces.push({ text: address, href: new URL(address).href })
    end = match.index + address.length
  }
  if (end < text.length) pieces.push({ text: text.slice(end) })
  return pieces
}

/** Without the punctuation after it; a closing bracket stays where the address has opened one. */
function trimmed(address: string): string {
  const short = address.replace(sentenceEnd, '')
  return short.includes('(') && address[short.length] === ')' ? `${short})` : short
}

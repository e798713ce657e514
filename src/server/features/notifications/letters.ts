import type { Letter } from '#platform/mail.ts'
import type { Digest } from './data/digest.ts'
import { wordsOf } from './words.ts'

const mostLines = 20

/**
 * What is unread, once a day.
 * @param endUrl ends digests when it is called (RFC 8058) @param endPage asks first
 */
export function digestLetter(
  { email, firstName, entries }: Digest,
  page: string,
  endUrl: string,
  endPage: string,
): Letter {
  const lines = entries.slice(0, mostLines).map((entry) => `- ${entry.partner} ${wordsOf(entry)}`)
  if (entries.length > mostLines) lines.push(`- and ${entries.length - mostLines} more`)
  const [first] = entries
  return {
    to: email,
    subject:
      first && entries.length === 1
        ? `${first.partner} ${wordsOf(first)}`
        : `${entries.length} things are new`,
    text: [
      `Hello ${firstName},`,
      `this is new at Campus Connect:\n${lines.join('\n')}`,
      page,
      `No more letters like this one: ${endPage}`,
    ].join('\n\n'),
    headers: { 'List-Unsubscribe': `<${endUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  }
}

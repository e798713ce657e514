/** Characters of a message, as the service counts them: an emoji is one. */
const most = 4000

/** From here on one is told how many are left. */
const few = 200

/** Below 0, so many are too many. */
export const charactersLeft = (words: string): number => most - [...words.trim()].length

/** Says while one writes how many characters are left, or too many; nothing is cut off. */
export function CharactersLeft({ left }: { left: number }) {
  return (
    <p
      role="status"
      className={`px-1 text-right text-sm ${left < 0 ? 'text-danger-text' : 'text-soft'} ${left <= few ? 'mb-1' : ''}`}
    >
      {left <= few &&
        `${Math.abs(left)} ${Math.abs(left) === 1 ? 'character' : 'characters'} ${left < 0 ? 'too many' : 'left'}`}
    </p>
  )
}

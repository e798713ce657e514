import { useState } from 'react'

/** Characters that are shown before one asks for the rest. */
const excerpt = 140

/** What a student says about themselves: a few lines of it at first. */
export function Bio({ text, name }: { text: string; name: string }) {
  const [showsAll, setShowsAll] = useState(false)
  const isLong = text.length > excerpt || text.includes('\n')
  return (
    <div className="text-sm">
      <p className={showsAll ? 'whitespace-pre-line' : 'line-clamp-2'}>{text}</p>
      {isLong && (
        <button
          type="button"
          aria-expanded={showsAll}
          aria-label={`${showsAll ? 'Less' : 'More'} about ${name}`}
          onClick={() => setShowsAll(!showsAll)}
          className="-mx-2 -mt-1 -mb-3 min-h-11 rounded-lg px-2 lg:my-0 font-medium text-accent-text hover:underline lg:min-h-8"
        >
          {showsAll ? 'Less' : 'More'}
        </button>
      )}
    </div>
  )
}

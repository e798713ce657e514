import { useInfiniteQuery } from '@tanstack/react-query'
import { Search, SearchX } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useDebounced } from '../../ui/debounced.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { ShowMore } from '../../ui/show-more.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { FoundLink } from './found-link.tsx'
import { messageSearchQuery } from './search-messages.ts'

interface MessageSearchProps {
  q: string
  /** Told when the typing rests. */
  onSearch: (q: string) => void
  /** What is there while nothing is looked for. */
  children: ReactNode
}

/** Looks for words in all my conversations. */
export function MessageSearch({ q, onSearch, children }: MessageSearchProps) {
  const [typed, setTyped] = useState(q)
  const searchSoon = useDebounced(onSearch)
  return (
    <>
      <div className="relative mb-3">
        <TextInput
          type="search"
          aria-label="Search messages"
          placeholder="Search messages"
          maxLength={200}
          autoComplete="off"
          enterKeyHint="search"
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value)
            searchSoon(target.value.trim())
          }}
          className="pl-11"
        />
        <Search aria-hidden="true" className="absolute bottom-3 left-3.5 size-5 text-soft" />
      </div>
      {q ? <Found q={q} /> : children}
    </>
  )
}

function Found({ q }: { q: string }) {
  const search = useInfiniteQuery(messageSearchQuery(q))
  const found = search.data?.pages.flatMap(({ items }) => items)
  return (
    <section aria-label="Messages found">
      <p role="status" className="sr-only">
        {found && !search.isFetching && `${found.length}${search.hasNextPage ? ' and more' : ''} found`}
      </p>
      <ProblemNotice error={search.error} retry={() => void search.refetch()} />
      {search.isPending && <Skeleton className="h-40" />}
      {found?.length === 0 && (
        <EmptyState
          icon={SearchX}
          title={`Nothing found for “${q}”`}
          text="All the words have to be in the message; of the last one the beginning is enough."
        />
      )}
      <ul className={`-mx-3 flex flex-col gap-1 sm:mx-0 ${search.isPlaceholderData ? 'opacity-60' : ''}`}>
        {found?.map((one) => (
          <li key={one.message.id}>
            <FoundLink found={one} words={q} />
          </li>
        ))}
      </ul>
      <ShowMore list={search} />
    </section>
  )
}

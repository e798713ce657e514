import { useInfiniteQuery } from '@tanstack/react-query'
import { Search, SearchX } from 'lucide-react'
import { useState } from 'react'
import { useDebounced } from '../../ui/debounced.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { ShowMore } from '../../ui/show-more.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { CourseCard } from './course-card.tsx'
import { EnrolButton } from './enrol-button.tsx'
import { courseSearchQuery } from './search-courses.ts'

interface CourseSearchProps {
  /** As the page's address has it; `onSearch` is told when the typing rests. */
  q: string
  onSearch: (q: string) => void
}

export function CourseSearch({ q, onSearch }: CourseSearchProps) {
  const [typed, setTyped] = useState(q)
  const searchSoon = useDebounced(onSearch)
  const search = useInfiniteQuery(courseSearchQuery(q))
  const courses = search.data?.pages.flatMap((page) => page.items)

  return (
    <section aria-labelledby="course-search">
      <h2 id="course-search" className="sr-only">
        Find courses
      </h2>
      <div className="relative mb-5 max-w-xl">
        <Field label="Code, name or instructor">
          <TextInput
            type="search"
            placeholder="CS 161"
            maxLength={100}
            autoComplete="off"
            enterKeyHint="search"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value)
              searchSoon(event.target.value.trim())
            }}
            className="pl-11"
          />
        </Field>
        <Search aria-hidden="true" className="absolute bottom-3 left-3.5 size-5 text-soft" />
      </div>
      <p role="status" className="sr-only">
        {courses && !search.isFetching && sayFound(courses.length, search.hasNextPage)}
      </p>
      <ProblemNotice error={search.error} retry={() => search.refetch()} />
      {search.isPending && <Placeholder />}
      {courses?.length === 0 && (
        <EmptyState
          icon={SearchX}
          title={q ? `Nothing found for “${q}”` : 'No courses this semester yet'}
          text={q ? 'Try the code alone, such as CS 161, or a word of the name.' : 'Please look again later.'}
        />
      )}
      <ul
        className={`grid gap-3 sm:grid-cols-2 xl:grid-cols-3 ${search.isPlaceholderData ? 'opacity-60' : ''}`}
      >
        {courses?.map((course) => (
          <CourseCard key={course.id} course={course} actions={<EnrolButton course={course} />} />
        ))}
      </ul>
      <ShowMore list={search} />
    </section>
  )
}

function sayFound(count: number, more: boolean): string {
  if (more) return `The first ${count} courses`
  return count === 1 ? '1 course found' : `${count} courses found`
}

function Placeholder() {
  return (
    <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
      {['a', 'b', 'c'].map((key) => (
        <Skeleton key={key} className="h-38" />
      ))}
    </div>
  )
}

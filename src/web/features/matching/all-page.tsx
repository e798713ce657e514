import { useNavigate, useSearch } from '@tanstack/react-router'
import { PageHeader } from '../../ui/page-header.tsx'
import { AllMatches } from './all-matches.tsx'
import { type Filters, readAllFilters } from './filters.ts'

/** Partners over all courses. */
export function AllMatchesPage() {
  const filters = readAllFilters(useSearch({ strict: false }))
  const navigate = useNavigate()
  const onFilter = (search: Filters) =>
    void navigate({
      to: '/matches',
      search: readAllFilters({ ...search }),
      replace: true,
      resetScroll: false,
    })
  return (
    <>
      <PageHeader title="Matches" text="The people of all your courses, each of them once." />
      <AllMatches filters={filters} onFilter={onFilter} />
    </>
  )
}

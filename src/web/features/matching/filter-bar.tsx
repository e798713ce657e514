import { SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import type { MatchSort } from '#contract/matching.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/select.tsx'
import { FilterControls } from './filter-controls.tsx'
import { countFilters, type Filters } from './filters.ts'

interface FilterBarProps {
  filters: Filters
  /** Mates that the filters leave. */
  total: number | undefined
  onChange: (filters: Filters) => void
}

const sorts: { value: MatchSort; label: string }[] = [
  { value: 'compatibility', label: 'Best match first' },
  { value: 'shared_time', label: 'Most time together first' },
]

/** How many there are, their order, and on a phone the way to the filters. */
export function FilterBar({ filters, total, onChange }: FilterBarProps) {
  const [isOpen, setOpen] = useState(false)
  const count = countFilters(filters)
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <p role="status" className="w-full text-sm text-soft sm:w-auto sm:flex-1">
        {total !== undefined && (total === 1 ? '1 student' : `${total.toLocaleString()} students`)}
      </p>
      <div className="min-w-0 flex-1 sm:flex-none">
        <Select
          label="Order"
          value={filters.sort ?? 'compatibility'}
          options={sorts}
          onChange={(sort) => onChange({ ...filters, sort: sort === 'compatibility' ? undefined : sort })}
        />
      </div>
      <Button variant="secondary" className="lg:hidden" onClick={() => setOpen(true)}>
        <SlidersHorizontal aria-hidden="true" /> Filters{count > 0 && ` (${count})`}
      </Button>
      <Dialog open={isOpen} title="Filters" onClose={() => setOpen(false)}>
        <FilterControls filters={filters} onChange={onChange} />
        <Button className="mt-5 w-full" onClick={() => setOpen(false)}>
          {total === undefined
            ? 'Show'
            : total === 1
              ? 'Show 1 student'
              : `Show ${total.toLocaleString()} students`}
        </Button>
      </Dialog>
    </div>
  )
}

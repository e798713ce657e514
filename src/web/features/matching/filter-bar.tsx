import { SlidersHorizontal } from 'lucide-react'
import { useId, useState } from 'react'
import type { MatchSort } from '#contract/matching.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/select.tsx'
import { FilterControls } from './filter-controls.tsx'
import { countFilters, type Filters } from './filters.ts'
import type { Order } from './orders.ts'

interface FilterBarProps {
  filters: Filters
  orders: readonly Order<MatchSort>[]
  /** People that the filters leave. */
  total: number | undefined
  onChange: (filters: Filters) => void
}

/** How many there are, their order, and on a phone the way to the filters. */
export function FilterBar({ filters, orders, total, onChange }: FilterBarProps) {
  const [isOpen, setOpen] = useState(false)
  const meaningId = useId()
  const count = countFilters(filters)
  const order = filters.sort ?? 'compatibility'
  const meaning = orders.find(({ value }) => value === order)?.meaning
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <p role="status" className="w-full text-sm text-soft sm:w-auto sm:flex-1">
        {total !== undefined && (total === 1 ? '1 student' : `${total.toLocaleString()} students`)}
      </p>
      <div className="min-w-0 grow basis-40 sm:grow-0 sm:basis-auto">
        <Select
          label="Order"
          value={order}
          options={orders}
          describedBy={meaning && meaningId}
          onChange={(sort) => onChange({ ...filters, sort: sort === 'compatibility' ? undefined : sort })}
        />
      </div>
      <Button variant="secondary" className="lg:hidden" onClick={() => setOpen(true)}>
        <SlidersHorizontal aria-hidden="true" /> Filters{count > 0 && ` (${count})`}
      </Button>
      {meaning && (
        <p id={meaningId} className="w-full text-sm text-soft">
          {meaning}
        </p>
      )}
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

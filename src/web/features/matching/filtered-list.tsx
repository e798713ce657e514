import type { ReactNode } from 'react'
import type { MatchSort } from '#contract/matching.ts'
import { FilterBar } from './filter-bar.tsx'
import { FilterControls } from './filter-controls.tsx'
import type { Filters } from './filters.ts'
import type { Order } from './orders.ts'

interface FilteredListProps {
  filters: Filters
  orders: readonly Order<MatchSort>[]
  /** People whom the filters leave. */
  total: number | undefined
  onFilter: (filters: Filters) => void
  children: ReactNode
}

/** A list with its filters: beside it on a desk, behind a button on a phone. */
export function FilteredList({ filters, orders, total, onFilter, children }: FilteredListProps) {
  return (
    <div className="lg:grid lg:grid-cols-[12rem_minmax(0,1fr)] lg:gap-8">
      <aside aria-label="Filters" className="sticky top-10 hidden self-start lg:block">
        <FilterControls filters={filters} onChange={onFilter} />
      </aside>
      <div>
        <FilterBar filters={filters} orders={orders} total={total} onChange={onFilter} />
        {children}
      </div>
    </div>
  )
}

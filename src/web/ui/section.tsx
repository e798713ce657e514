import type { ReactNode } from 'react'
import { Card } from './card.tsx'

interface SectionProps {
  /** Unique on the page. */
  id: string
  title: string
  children: ReactNode
}

/** A part of a page under a heading of its own. */
export function Section({ id, title, children }: SectionProps) {
  return (
    <Card as="section" aria-labelledby={id}>
      <h2 id={id} className="mb-3 font-semibold">
        {title}
      </h2>
      {children}
    </Card>
  )
}

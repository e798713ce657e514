import type { ComponentProps } from 'react'

interface CardProps extends ComponentProps<'div'> {
  /** `article` for an entry of a list, `section` for a part of the page with a heading of its own. */
  as?: 'div' | 'article' | 'section' | 'li'
}

export function Card({ as: Tag = 'div', className = '', ...rest }: CardProps) {
  return <Tag {...(rest as object)} className={`rounded-xl border bg-surface p-4 sm:p-5 ${className}`} />
}

import { type ComponentProps, createContext, use } from 'react'
import type { CustomItemComponentProps } from 'virtua'

/** How long a list is of which only a part is on the page. */
export const ListSize = createContext(0)

export function VirtualList(props: ComponentProps<'ol'>) {
  return <ol {...props} />
}

/** One of a list, which says how many there are and which of them it is. */
export function VirtualItem({ index, ...rest }: CustomItemComponentProps) {
  return <li {...(rest as ComponentProps<'li'>)} aria-setsize={use(ListSize)} aria-posinset={index + 1} />
}

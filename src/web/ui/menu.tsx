import { Menu as Headless } from '@base-ui/react/menu'
import { Ellipsis, type LucideIcon } from 'lucide-react'
import { useRef } from 'react'

export interface MenuAction {
  label: string
  icon: LucideIcon
  isDanger?: boolean
  /** It leads elsewhere, so the focus does not go back to the dots. */
  takesFocus?: boolean
  onSelect: () => void
}

interface MenuProps {
  /** What the actions are for, read out. */
  label: string
  actions: readonly MenuAction[]
  className?: string
}

/** A few actions behind three dots. */
export function Menu({ label, actions, className = '' }: MenuProps) {
  const isTaken = useRef(false)
  return (
    <Headless.Root modal={false}>
      <Headless.Trigger
        aria-label={label}
        className={`inline-flex size-11 shrink-0 items-center justify-center rounded-full text-soft hover:bg-sunken hover:text-ink lg:size-8 ${className}`}
      >
        <Ellipsis aria-hidden="true" className="size-4" />
      </Headless.Trigger>
      <Headless.Portal>
        <Headless.Positioner sideOffset={4} className="z-30 outline-none">
          <Headless.Popup
            finalFocus={() => !isTaken.current}
            className="min-w-44 rounded-xl border bg-surface p-1 shadow-lg outline-none"
          >
            {actions.map(({ label: name, icon: Icon, isDanger, takesFocus = false, onSelect }) => (
              <Headless.Item
                key={name}
                onClick={() => {
                  isTaken.current = takesFocus
                  onSelect()
                }}
                className={`flex min-h-11 cursor-default items-center gap-3 rounded-lg px-3 text-[0.95rem] outline-none data-highlighted:bg-sunken lg:min-h-9 ${isDanger ? 'text-danger-text' : ''}`}
              >
                <Icon aria-hidden="true" className="size-4.5" />
                {name}
              </Headless.Item>
            ))}
          </Headless.Popup>
        </Headless.Positioner>
      </Headless.Portal>
    </Headless.Root>
  )
}

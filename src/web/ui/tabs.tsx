import { Tabs as Headless } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

interface TabsProps<Value extends string> {
  /** What the tabs choose between, for screen readers. */
  label: string
  value: Value
  onChange: (value: Value) => void
  tabs: readonly { value: Value; label: ReactNode; panel: ReactNode }[]
}

export function Tabs<Value extends string>({ label, value, onChange, tabs }: TabsProps<Value>) {
  return (
    <Headless.Root value={value} onValueChange={(next) => onChange(next as Value)}>
      <Headless.List aria-label={label} className="mb-5 flex gap-1 overflow-x-auto border-b">
        {tabs.map((tab) => (
          <Headless.Tab
            key={tab.value}
            value={tab.value}
            className="-mb-px inline-flex min-h-11 cursor-pointer items-center gap-2 border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap text-soft hover:text-ink focus-visible:-outline-offset-2 data-active:border-accent data-active:text-accent-text"
          >
            {tab.label}
          </Headless.Tab>
        ))}
      </Headless.List>
      {tabs.map((tab) => (
        <Headless.Panel key={tab.value} value={tab.value} className="rounded-xl">
          {tab.panel}
        </Headless.Panel>
      ))}
    </Headless.Root>
  )
}

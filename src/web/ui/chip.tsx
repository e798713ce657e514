import type { ReactNode } from 'react'

const tones = {
  neutral: 'bg-sunken text-soft',
  accent: 'bg-accent-tint text-accent-text',
  warning: 'bg-warning-tint text-warning-text',
  success: 'bg-success-tint text-success-text',
  danger: 'bg-danger-tint text-danger-text',
}

/** A word or two about something; not a control. */
export function Chip({ tone = 'neutral', children }: { tone?: keyof typeof tones; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center gap-1 rounded-full px-2.5 py-1 text-xs font-medium [&_svg]:size-3.5 ${tones[tone]}`}
    >
      {children}
    </span>
  )
}

import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

const tones = {
  info: { icon: Info, look: 'bg-accent-tint text-accent-text' },
  success: { icon: CircleCheck, look: 'bg-success-tint text-success-text' },
  warning: { icon: TriangleAlert, look: 'bg-warning-tint text-warning-text' },
  error: { icon: CircleAlert, look: 'bg-danger-tint text-danger-text' },
}

interface NoticeProps {
  tone?: keyof typeof tones
  title?: string
  action?: ReactNode
  children?: ReactNode
}

/** A message in the page. An error interrupts a screen reader, the others wait their turn. */
export function Notice({ tone = 'info', title, action, children }: NoticeProps) {
  const { icon: Icon, look } = tones[tone]
  return (
    <div role={tone === 'error' ? 'alert' : 'status'} className={`flex gap-3 rounded-xl p-4 text-sm ${look}`}>
      <Icon aria-hidden="true" className="mt-px size-4.5 shrink-0" />
      <div className="min-w-0 flex-1 wrap-anywhere">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="text-ink">{children}</div>}
        {action && <div className="mt-3">{action}</div>}
      </div>
    </div>
  )
}

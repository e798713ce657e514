import type { LinkProps } from '@tanstack/react-router'
import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'

interface PageHeaderProps {
  title: string
  text?: ReactNode
  /** Where the arrow before the title leads. */
  back?: { to: NonNullable<LinkProps['to']>; label: string }
  actions?: ReactNode
}

/** The page's only h1; also names the document. */
export function PageHeader({ title, text, back, actions }: PageHeaderProps) {
  useDocumentTitle(title)
  return (
    <header className="mb-5 flex flex-wrap items-center gap-x-3 gap-y-3 lg:mb-7">
      {back && (
        <Link
          to={back.to}
          aria-label={back.label}
          className="-my-1 -ml-2.5 inline-flex size-11 items-center justify-center rounded-full text-soft hover:bg-sunken hover:text-ink"
        >
          <ArrowLeft aria-hidden="true" className="size-5" />
        </Link>
      )}
      <div className="min-w-0 flex-1">
        <h1 tabIndex={-1} className="text-2xl font-semibold tracking-tight lg:text-[1.75rem]">
          {title}
        </h1>
        {text && <p className="mt-1 text-soft">{text}</p>}
      </div>
      {actions && <div className="flex items-center gap-2">{actions}</div>}
    </header>
  )
}

export function useDocumentTitle(title: string) {
  useEffect(() => {
    document.title = title === 'Campus Connect' ? title : `${title} · Campus Connect`
  }, [title])
}

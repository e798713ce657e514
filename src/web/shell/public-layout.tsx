import { Link, Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Brand } from './brand.tsx'

/** Around the pages for people who are not signed in: one narrow column. */
export function PublicLayout({ children }: { children?: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="mx-auto flex min-h-17 w-full max-w-[1100px] items-center px-5 lg:px-10">
        <Link to="/" className="inline-flex min-h-11 items-center rounded-lg">
          <Brand />
        </Link>
      </header>
      <main id="main" className="mx-auto w-full max-w-md flex-1 px-5 pt-4 pb-12 sm:pt-10">
        {children ?? <Outlet />}
      </main>
    </div>
  )
}

import type { ReactNode } from 'react'
import { Brand } from './brand.tsx'

/** Around the landing page: wide, without navigation. */
export function WelcomeLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto max-w-[1100px] px-5 lg:px-10">
      <header className="flex min-h-17 items-center">
        <Brand />
      </header>
      <main id="main" className="pt-6 pb-16 lg:pt-16">
        {children}
      </main>
    </div>
  )
}

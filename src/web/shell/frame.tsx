import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ConfirmFirst } from '../features/accounts/factors/confirm-first.tsx'
import { useMe } from '../features/accounts/get-me.ts'
import { SignOutButton } from '../features/accounts/sign-out-button.tsx'
import { useKeptMessages } from '../features/conversations/send-message.ts'
import { useLiveMessages } from '../features/conversations/use-live-messages.ts'
import { Bell } from '../features/notifications/bell.tsx'
import { useKeptPush } from '../features/notifications/use-kept-push.ts'
import { Avatar } from '../ui/avatar.tsx'
import { ToastProvider } from '../ui/toast.tsx'
import { Brand } from './brand.tsx'
import { Places } from './places.tsx'

/** The signed-in frame: tabs at the bottom of a phone, a rail at the left of a desk. */
export function Frame({ children }: { children: ReactNode }) {
  const me = useMe()
  useKeptMessages()
  useLiveMessages()
  useKeptPush()
  return (
    <ToastProvider>
      <div className="lg:grid lg:min-h-dvh lg:grid-cols-[15.5rem_1fr]">
        <header className="flex h-(--frame-top) items-center justify-between px-4 lg:sticky lg:top-0 lg:h-dvh lg:flex-col lg:items-stretch lg:border-r lg:px-4 lg:py-5">
          <div className="flex flex-1 items-center justify-between lg:flex-none">
            <Link
              to="/"
              aria-label="Campus Connect, home"
              className="inline-flex min-h-11 items-center rounded-lg whitespace-nowrap lg:pl-2"
            >
              <Brand />
            </Link>
            <Bell className="lg:-mr-2" />
          </div>
          <nav
            aria-label="Main"
            className="fixed inset-x-0 bottom-0 z-30 flex h-(--frame-bottom) border-t bg-surface pb-[env(safe-area-inset-bottom)] lg:static lg:mt-6 lg:h-auto lg:flex-1 lg:flex-col lg:gap-1 lg:border-0 lg:bg-transparent"
          >
            <Places />
          </nav>
          <div className="flex items-center gap-1">
            <Link
              to="/profile"
              className="-mr-1.5 inline-flex size-11 items-center justify-center rounded-full lg:mr-0 lg:size-auto lg:min-w-0 lg:flex-1 lg:justify-start lg:gap-3 lg:rounded-xl lg:p-2 lg:hover:bg-sunken"
            >
              <span className="sr-only">Your profile: </span>
              <Avatar person={me} size="sm" />
              <span className="max-lg:sr-only min-w-0">
                <span className="block truncate text-sm font-medium">
                  {me.firstName} {me.lastName}
                </span>
                <span className="block truncate text-xs text-soft">{me.university.name}</span>
              </span>
            </Link>
            <SignOutButton />
          </div>
        </header>
        <main
          id="main"
          className="mx-auto w-full max-w-[1100px] px-4 pt-2 pb-[calc(var(--frame-bottom)+1.5rem)] lg:px-10 lg:pt-10"
        >
          <ConfirmFirst>{children}</ConfirmFirst>
        </main>
      </div>
    </ToastProvider>
  )
}

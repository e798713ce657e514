import { createLink } from '@tanstack/react-router'
import type { ComponentProps, ReactNode } from 'react'
import { Spinner } from './spinner.tsx'

interface Look {
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger'
  size?: 'sm' | 'md' | 'lg'
}

const base =
  'inline-flex items-center justify-center gap-2 rounded-xl font-medium whitespace-nowrap select-none transition-colors ' +
  'disabled:opacity-50 aria-busy:opacity-100 [&_svg]:size-[1.15em] [&_svg]:shrink-0'

const variants = {
  primary: 'bg-accent text-accent-ink hover:enabled:bg-accent-hover [a&]:hover:bg-accent-hover',
  secondary: 'border border-line bg-surface text-ink hover:enabled:bg-sunken [a&]:hover:bg-sunken',
  quiet: 'text-accent-text hover:enabled:bg-accent-tint [a&]:hover:bg-accent-tint',
  danger: 'bg-danger text-danger-ink hover:enabled:bg-danger-hover',
}

const sizes = {
  sm: 'min-h-11 px-4 text-sm lg:min-h-9 lg:px-3.5',
  md: 'min-h-11 px-4 text-[0.95rem]',
  lg: 'min-h-13 px-6 text-base',
}

function classes({ variant = 'primary', size = 'md' }: Look, more = ''): string {
  return `${base} ${variants[variant]} ${sizes[size]} ${more}`
}

interface ButtonProps extends ComponentProps<'button'>, Look {
  /** Shows that the click is being worked on, and takes no second one. */
  busy?: boolean
  children: ReactNode
}

export function Button({ variant, size, busy = false, className, children, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classes({ variant, size }, className)}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
    >
      {busy && <Spinner />}
      {children}
    </button>
  )
}

/** A link to a file that looks like a button. */
export function ButtonAnchor({ variant, size, className, ...rest }: ComponentProps<'a'> & Look) {
  return <a {...rest} className={classes({ variant, size }, className)} />
}

/** A link to a page that looks like a button. */
export const LinkButton = createLink(ButtonAnchor)

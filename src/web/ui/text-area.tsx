import type { ComponentProps } from 'react'
import { controlLook, useControl } from './field.tsx'

/** Grows with its text where the browser can. */
export function TextArea({ className = '', ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={3}
      {...useControl()}
      {...rest}
      className={`field-sizing-content min-h-24 ${controlLook} ${className}`}
    />
  )
}

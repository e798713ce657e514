import type { ComponentProps } from 'react'
import { controlLook, useControl } from './field.tsx'

export function TextInput({ className = '', ...rest }: ComponentProps<'input'>) {
  return <input type="text" {...useControl()} {...rest} className={`${controlLook} ${className}`} />
}

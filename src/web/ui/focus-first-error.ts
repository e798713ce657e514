import { type RefObject, useEffect } from 'react'

/** When the server refuses a form, the first field that it names takes the focus. */
export function useFocusFirstError(form: RefObject<HTMLFormElement | null>, error: unknown) {
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [form, error])
}

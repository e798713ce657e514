import { useCallback, useEffect, useRef } from 'react'

/** The same function, called only once its calls have rested for a while, with the last of their arguments. */
export function useDebounced<Value>(
  action: (value: Value) => void,
  milliseconds = 250,
): (value: Value) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return useCallback(
    (value: Value) => {
      clearTimeout(timer.current)
      timer.current = setTimeout(() => action(value), milliseconds)
    },
    [action, milliseconds],
  )
}

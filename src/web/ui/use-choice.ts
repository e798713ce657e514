import { startTransition, useOptimistic } from 'react'

/**
 * A choice that holds as soon as it is made: shown at once, and as it was if it could not be saved.
 * @param save rejects where it could not; whoever gives it tells why
 */
export function useChoice<Value>(
  saved: Value | undefined,
  save: (value: Value) => Promise<unknown>,
  onSaved: (value: Value) => void = () => {},
): [shown: Value | undefined, choose: (value: Value) => void] {
  const [shown, show] = useOptimistic(saved)
  const choose = (value: Value) =>
    startTransition(async () => {
      show(value)
      await save(value).then(
        () => onSaved(value),
        () => {},
      )
    })
  return [shown, choose]
}

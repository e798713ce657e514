import { useState } from 'react'
import type { MatchAdvice } from '#contract/matching.ts'
import { sayProblem } from '../../api/problem-error.ts'
import { useToast } from '../../ui/toast.tsx'
import { useAddHour, useTakeBackHours } from '../availability/add-hour.ts'
import type { Hours } from '../availability/hours.ts'
import { hourName } from './advice-text.ts'

export type AdvisedHour = MatchAdvice['hours'][number]

/**
 * Adds an advised hour to the week, says so in a toast, and takes it back with one press.
 * @param onChange called before the week changes: the list that follows was asked for
 */
export function useAdvisedHours(onChange: () => void) {
  const toast = useToast()
  const { mutateAsync: addHour } = useAddHour()
  const { mutateAsync: takeBackHours } = useTakeBackHours()
  const [adding, setAdding] = useState<AdvisedHour>()

  async function takeBack(hours: Hours) {
    onChange()
    try {
      await takeBackHours(hours)
      toast({ text: 'Your hours are as before.' })
    } catch (error) {
      toast({ text: sayProblem(error), tone: 'error' })
    }
  }

  // Promises, not callbacks of `mutate`: what showed the advice may be gone by then.
  async function add(hour: AdvisedHour) {
    const { day, start, end } = hour
    onChange()
    setAdding(hour)
    try {
      const added = await addHour({ day, start, end })
      toast({
        text: `Added ${hourName(hour)} to your hours.`,
        tone: 'success',
        action: { label: 'Undo', onClick: () => void takeBack(added) },
      })
    } catch (error) {
      toast({ text: sayProblem(error), tone: 'error' })
    } finally {
      setAdding(undefined)
    }
  }

  return { add, adding }
}

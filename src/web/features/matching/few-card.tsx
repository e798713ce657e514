import { useId } from 'react'
import { Card } from '../../ui/card.tsx'
import { Advice, type AdviceProps } from './advice.tsx'

/** At the top of a short list: why it is short. */
export function FewCard(props: AdviceProps) {
  const id = useId()
  return (
    <Card as="section" aria-labelledby={id} className="mb-4">
      <h2 id={id} className="mb-2 font-semibold">
        {titleOf(props)}
      </h2>
      <Advice {...props} />
    </Card>
  )
}

function titleOf({ advice, hasHours }: AdviceProps): string {
  if (!hasHours) return 'Which hours to begin with'
  return advice.fitting === 0 ? 'Why nobody fits yet' : 'Why only a few fit'
}

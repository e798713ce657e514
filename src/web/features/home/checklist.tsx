import { useQuery } from '@tanstack/react-query'
import { useMe } from '../accounts/get-me.ts'
import { weekQuery } from '../availability/get-week.ts'
import { myCoursesQuery } from '../courses/list-my-courses.ts'
import { profileQuery } from '../profiles/get-profile.ts'
import { StepItem } from './step-item.tsx'
import { stepsOf } from './steps.ts'

/** What is still to do, the next step first in sight; gone when all is done. */
export function Checklist() {
  const me = useMe()
  const { data: courses } = useQuery(myCoursesQuery)
  const { data: week } = useQuery(weekQuery)
  const { data: profile } = useQuery(profileQuery)
  if (!courses || !week || !profile) return null
  const steps = stepsOf(me, courses, week, profile)
  const next = steps.find((step) => !step.isDone)
  if (!next) return null
  return (
    <section aria-labelledby="checklist">
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <h2 id="checklist" className="text-lg font-semibold">
          Get ready
        </h2>
        <p className="text-sm text-soft">
          {steps.filter((step) => step.isDone).length} of {steps.length} done
        </p>
      </div>
      <ol className="grid divide-y overflow-hidden rounded-xl border bg-surface lg:grid-cols-4 lg:divide-x lg:divide-y-0">
        {steps.map((step, index) => (
          <StepItem key={step.name} step={step} number={index + 1} isNext={step === next} />
        ))}
      </ol>
    </section>
  )
}

import type { Me } from '#contract/accounts.ts'
import type { Week } from '#contract/availability.ts'
import type { Course } from '#contract/courses.ts'
import type { Profile } from '#contract/profiles.ts'

export type StepName = 'verify' | 'courses' | 'hours' | 'preferences'

export interface Step {
  name: StepName
  isDone: boolean
}

/** What a new student does before matches are good, in order. */
export function stepsOf(me: Me, courses: Course[], week: Week, profile: Profile): Step[] {
  const { preferredLocation, studyStyle, studyPace } = profile
  return [
    { name: 'verify', isDone: me.isVerified },
    { name: 'courses', isDone: courses.length > 0 },
    { name: 'hours', isDone: week.slots.length > 0 },
    { name: 'preferences', isDone: (preferredLocation ?? studyStyle ?? studyPace) !== null },
  ]
}

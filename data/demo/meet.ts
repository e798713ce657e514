import { hour } from './calendar.ts'
import talk from './conversation.json' with { type: 'json' }
import { type Course, shortTitle, subject } from './courses.ts'
import type { Random } from './random.ts'
import { type Student, yearName } from './student.ts'
import { capital } from './template.ts'
import { clock } from './timetable.ts'
import { type Slot, sharedWindows } from './week.ts'

/** A possible meeting of two students: `a` asks, `b` is asked. */
export interface Meet {
  a: Student
  b: Student
  /** Hours that both have free; absent when there are none worth meeting in. */
  window?: Slot
  /** Others, on another day. */
  second?: Slot
  /** What the templates of conversation.json name. */
  words: Words
}

export type Words = ReturnType<typeof wordsFor>

export function makeMeet(random: Random, a: Student, b: Student, course: Course): Meet {
  const shared = sharedWindows(a.week, b.week).filter(
    ({ start, end }) => end - start >= 45 && start >= 8 * hour && start <= 21.5 * hour,
  )
  const [window, ...others] = random.shuffled(shared)
  const second = others.find(({ day }) => day !== window?.day)
  return { a, b, window, second, words: wordsFor(random, a, b, course, window, second) }
}

function wordsFor(random: Random, a: Student, b: Student, course: Course, window?: Slot, second?: Slot) {
  const place = random.pick(talk.places[b.preferences?.location ?? a.preferences?.location ?? 'any'])
  return {
    a: a.name.first,
    b: b.name.first,
    code: course.code,
    course: shortTitle(course),
    major: subject(a.major).major,
    year: yearName(a.year),
    topic: random.pick(talk.topics[subject(course.department).work]),
    place,
    Place: capital(place),
    Day: dayName(window),
    start: spoken(window?.start),
    end: spoken(window?.end),
    Day2: dayName(second),
    start2: spoken(second?.start),
  }
}

const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

function dayName(slot: Slot | undefined): string {
  return (slot && dayNames[slot.day]) ?? ''
}

/** As one writes it in a chat: `2 pm`, `10:30`, `noon`, `midnight`. */
function spoken(minutes: number | undefined): string {
  if (minutes === undefined) return ''
  if (minutes === 12 * hour) return 'noon'
  if (minutes === 24 * hour) return 'midnight'
  const short = clock(minutes >= 13 * hour ? minutes - 12 * hour : minutes)
  return short.endsWith(':00') ? `${short.slice(0, -3)} ${minutes < 12 * hour ? 'am' : 'pm'}` : short
}

import { Random } from '../data/demo/random.ts'
import { sharedWindows } from '../data/demo/week.ts'
import type { BenchStudent } from './student.ts'

/** A request to study together, by indexes of students and course. */
export interface BenchRequest {
  requester: number
  target: number
  course: number
  status: 'pending' | 'accepted' | 'declined' | 'cancelled'
}

/** One asked of every three seats, of a mate with many hours in common; never two of one pair and course. */
export function* drawRequests(
  seed: number,
  courses: readonly number[][],
  students: readonly BenchStudent[],
): Generator<BenchRequest> {
  const random = new Random(seed, 'requests')
  const weekOf = (index: number) => students[index]?.week ?? []
  for (const [course, members] of courses.entries()) {
    const known = new Set<string>()
    for (const requester of members) {
      if (!random.chance(1 / 3)) continue
      const candidates = [1, 2, 3, 4].map(() => random.pick(members))
      const shared = candidates.map((other) => sharedWindows(weekOf(requester), weekOf(other)).length)
      const target = candidates[shared.indexOf(Math.max(...shared))] ?? requester
      const pair = [requester, target].sort((a, b) => a - b).join()
      if (target === requester || known.has(pair)) continue
      known.add(pair)
      const status =
        (['pending', 'accepted', 'declined', 'cancelled'] as const)[random.weighted([30, 50, 11, 9])] ??
        'pending'
      yield { requester, target, course, status }
    }
  }
}

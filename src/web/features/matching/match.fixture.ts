import type { Match } from '#contract/matching.ts'

/** A match that shares nothing, but for what is given. */
export function matchWith(given: Partial<Match>): Match {
  return {
    student: {
      id: '0a1b2c3d-0000-4000-8000-000000000001',
      firstName: 'Leo',
      lastName: 'Lind',
      pictureUrl: null,
    },
    preferredLocation: null,
    studyStyle: null,
    studyPace: null,
    bio: null,
    score: 0,
    strength: 0,
    parts: { windows: 0, preference: 0, location: 0, style: 0, pace: 0, hasBio: false, hasPicture: false },
    sharedWindows: [],
    sharedMinutes: 0,
    mutual: null,
    status: 'none',
    connectionId: null,
    ...given,
  }
}

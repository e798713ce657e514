import { day, hour, type Moment, now } from './calendar.ts'
import type { Habits } from './habits.ts'
import type { Name } from './names.ts'
import type { Preferences } from './student.ts'

/** What is settled by hand of a student that one can sign in as; the rest is drawn like anybody's. */
export interface Persona {
  name: Name
  habits: Partial<Habits>
  shown: { picture: number; preferences: Preferences; joined: Moment; seen: Moment }
  bio: string
}

/** Students 0 and 1. */
export const personas: Persona[] = [
  {
    name: { first: 'Maya', last: 'Okafor' },
    habits: {
      sleeper: 'ordinary',
      wake: 435,
      bed: 1410,
      commute: 0,
      job: null,
      offers: [0, 1, 1, 1],
      grid: 30,
      shortest: 60,
    },
    shown: {
      picture: 4,
      preferences: { location: 'library', style: 'collaborative', pace: 'moderate' },
      joined: -6 * day + 14 * hour,
      seen: now - 26 * hour,
    },
    bio: 'Second-year CS. I learn best by explaining things out loud and drawing far too many diagrams. Usually on the third floor of Alder Library with a thermos of tea, so come and say hi.',
  },
  {
    name: { first: 'Leo', last: 'Lindqvist' },
    habits: {
      sleeper: 'owl',
      wake: 510,
      bed: 1530,
      commute: 0,
      job: null,
      offers: [1, 1, 1, 1],
      grid: 30,
      shortest: 60,
    },
    shown: {
      picture: 11,
      preferences: { location: 'library', style: 'mixed', pace: 'moderate' },
      joined: -4 * day + 21 * hour,
      seen: now - 2 * hour,
    },
    bio: "Sophomore in computer science, sometimes bassist. Late evenings are my best hours, but I'll get up for a good problem set. Looking for people who start before the night it's due.",
  },
]

export function isPersona(student: number): boolean {
  return student < personas.length
}

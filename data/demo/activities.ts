import type { Meeting } from './timetable.ts'

/** What fills a student's week beside classes; `phrase` completes "when I'm not …". */
export interface Activity {
  phrase: string
  times: Meeting[]
}

const on = (days: number[], start: number, end: number): Meeting[] =>
  days.map((day) => ({ day, start: Math.round(start * 60), end: Math.round(end * 60) }))

/** Each has more shifts than one person works. */
export const jobs: Activity[] = [
  { phrase: 'working at the library desk', times: [...on([1, 2, 3, 4], 18, 21), ...on([0], 13, 17)] },
  { phrase: 'pulling shots at the coffee bar', times: [...on([1, 2, 3, 4, 5], 7, 10), ...on([6], 8, 13)] },
  {
    phrase: 'waiting tables downtown',
    times: [...on([4, 5], 17, 22), ...on([6], 16, 23), ...on([0], 10, 15)],
  },
  { phrase: 'tutoring at the learning center', times: on([1, 2, 3, 4], 16, 18) },
  { phrase: 'on shift at the rec center', times: [...on([1, 3, 5], 6, 8.5), ...on([6, 0], 10, 14)] },
  { phrase: 'helping out in the research lab', times: on([1, 2, 3, 4, 5], 14, 17) },
  { phrase: 'shelving at the bookstore', times: [...on([1, 2, 3, 4, 5], 12, 15), ...on([6], 11, 16)] },
  {
    phrase: 'working the front desk of my hall',
    times: [...on([0, 1, 2, 3, 4], 20, 23), ...on([6], 12, 16)],
  },
  { phrase: 'driving the campus shuttle', times: [...on([1, 2, 3, 4], 17, 20.5), ...on([5], 15, 20)] },
  { phrase: 'babysitting', times: [...on([1, 2, 3, 4, 5], 15.25, 18), ...on([6], 18, 22)] },
  {
    phrase: 'working retail at the mall',
    times: [...on([5], 16, 21), ...on([6], 10, 17), ...on([0], 12, 18)],
  },
  { phrase: 'doing IT support', times: on([1, 2, 3, 4, 5], 9, 12) },
]

export const clubs: Activity[] = [
  { phrase: 'at crew practice', times: on([1, 2, 3, 4, 5], 5.5, 7.25) },
  { phrase: 'at swim practice', times: on([1, 2, 3, 4, 5], 6, 7.75) },
  { phrase: 'running cross country', times: [...on([1, 2, 3, 4, 5], 15.5, 17.5), ...on([6], 8, 10.5)] },
  { phrase: 'at marching band', times: [...on([2, 4], 18.5, 21), ...on([6], 9, 16)] },
  { phrase: 'playing intramural soccer', times: on([1, 3], 20, 21.5) },
  { phrase: 'playing ultimate', times: [...on([2, 4], 17.5, 19.5), ...on([0], 14, 16)] },
  { phrase: 'playing club volleyball', times: on([1, 3], 19, 21) },
  { phrase: 'rehearsing with the chamber choir', times: on([1, 3], 17, 18.5) },
  { phrase: 'in rehearsal for the fall play', times: on([0, 1, 2, 3, 4], 19, 21.5) },
  { phrase: 'at debate', times: [...on([2, 4], 19, 21), ...on([0], 15, 17)] },
  { phrase: 'laying out the student paper', times: [...on([3], 18, 22), ...on([0], 17, 20)] },
  { phrase: 'building with the robotics club', times: [...on([2], 18, 20.5), ...on([6], 13, 17)] },
  { phrase: 'climbing', times: on([2, 4], 16.5, 18.5) },
  { phrase: 'lifting', times: on([1, 3, 5], 16.25, 17.5) },
  { phrase: 'at dance practice', times: on([2, 4, 0], 20, 22) },
  { phrase: 'volunteering at the food pantry', times: on([3, 6], 15, 17.5) },
  { phrase: 'at jazz ensemble', times: on([1, 4], 16, 17.75) },
  { phrase: 'tending the community garden', times: on([5], 15, 17) },
  { phrase: 'running the chess club', times: on([4], 19, 21.5) },
  { phrase: 'at student government', times: on([2], 18, 20) },
]

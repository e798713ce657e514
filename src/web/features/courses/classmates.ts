import type { Course } from '#contract/courses.ts'

/** How many others are in the course: its count has whoever is verified, the one who looks included. */
export function countClassmates(course: Course, me: { isVerified: boolean }): number {
  return course.students - (course.isEnrolled && me.isVerified ? 1 : 0)
}

export function sayClassmates(count: number): string {
  if (count === 0) return 'No classmates here yet'
  return count === 1 ? '1 classmate' : `${count.toLocaleString()} classmates`
}

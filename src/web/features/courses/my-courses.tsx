import { GraduationCap } from 'lucide-react'
import { useRef } from 'react'
import type { Course } from '#contract/courses.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { CourseCard } from './course-card.tsx'
import { EnrolButton } from './enrol-button.tsx'

export function MyCourses({ courses, onFind }: { courses: Course[]; onFind: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null)
  return (
    <section aria-labelledby="my-courses">
      {/* Takes the focus when the card with the pressed button goes. */}
      <h2 id="my-courses" ref={heading} tabIndex={-1} className="sr-only">
        My courses
      </h2>
      {courses.length === 0 ? (
        <EmptyState
          icon={GraduationCap}
          title="No courses yet"
          text="Join the courses that you take, and see who takes them, too."
          action={<Button onClick={onFind}>Find my courses</Button>}
        />
      ) : (
        <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
          {courses.map((course) => (
            <CourseCard
              key={course.id}
              course={course}
              actions={<EnrolButton course={course} onLeave={() => heading.current?.focus()} />}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

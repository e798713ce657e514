import { Link } from '@tanstack/react-router'
import { ArrowRight, UsersRound } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Course } from '#contract/courses.ts'
import { Card } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useMe } from '../accounts/get-me.ts'
import { countClassmates, sayClassmates } from './classmates.ts'

/** A course of a list; one's own leads to its matches. */
export function CourseCard({ course, actions }: { course: Course; actions?: ReactNode }) {
  const classmates = countClassmates(course, useMe())
  return (
    <Card
      as="li"
      className={`group relative flex flex-col gap-1 ${course.isEnrolled ? 'hover:border-edge' : ''}`}
    >
      <p className="flex items-center gap-2 text-sm font-medium text-accent-text">
        {course.code} <span className="font-normal text-soft">Section {course.section}</span>
        {!course.isActive && <Chip tone="warning">Over</Chip>}
      </p>
      <h3 className="text-lg leading-snug font-semibold">
        {course.isEnrolled ? (
          <Link
            to="/courses/$courseId"
            params={{ courseId: course.id }}
            className="rounded-sm after:absolute after:inset-0"
          >
            {course.name}
          </Link>
        ) : (
          course.name
        )}
      </h3>
      <p className="text-sm text-soft">{[course.instructor, course.schedule].filter(Boolean).join(' · ')}</p>
      <div className="mt-auto flex flex-wrap items-center justify-between gap-x-3 gap-y-1 pt-2">
        <p
          className={`flex items-center gap-1.5 text-sm font-medium ${course.isEnrolled ? 'text-accent-text' : ''}`}
        >
          <UsersRound aria-hidden="true" className="size-4" />
          {sayClassmates(classmates)}
          {course.isEnrolled && (
            <ArrowRight
              aria-hidden="true"
              className="size-4 transition-transform group-hover:translate-x-0.5"
            />
          )}
        </p>
        {/* Above the link that covers the card. */}
        {actions && <div className="relative flex items-center gap-2">{actions}</div>}
      </div>
    </Card>
  )
}

import { GraduationCap, SearchX, UsersRound } from 'lucide-react'
import type { MatchList, PersonMatchList } from '#contract/matching.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Notice } from '../../ui/notice.tsx'
import { CopyLinkButton } from './copy-link-button.tsx'

interface MatchNoticeProps {
  notice: MatchList['notice'] | PersonMatchList['notice']
  onClearFilters: () => void
}

/** Why the list is empty, or lacks shared hours, and what helps. */
export function MatchNotice({ notice, onClearFilters }: MatchNoticeProps) {
  switch (notice) {
    case 'alone-in-course':
      return (
        <EmptyState
          icon={UsersRound}
          title="You are the first one here"
          text="Nobody else of this course has signed up yet. Send the link to a classmate, and look in again soon."
          action={<CopyLinkButton />}
        />
      )
    case 'no-courses':
      return (
        <EmptyState
          icon={GraduationCap}
          title="No courses yet"
          text="Join the courses that you take, and see here who takes them, too."
          action={
            <LinkButton to="/courses" search={{ tab: 'find' }}>
              Find my courses
            </LinkButton>
          }
        />
      )
    case 'alone-in-courses':
      return (
        <EmptyState
          icon={UsersRound}
          title="You are the first one here"
          text="Nobody else of your courses has signed up yet. Tell a classmate, and look in again soon. Perhaps a course is missing, too?"
          action={
            <LinkButton to="/courses" search={{ tab: 'find' }}>
              Find more courses
            </LinkButton>
          }
        />
      )
    case 'nobody-fits-filters':
      return (
        <div className="mb-4">
          <EmptyState
            icon={SearchX}
            title="Nobody fits these filters"
            text="Your classmates are still there: take a filter away to see them."
            action={<Button onClick={onClearFilters}>Clear filters</Button>}
          />
        </div>
      )
    case 'no-availability':
      return (
        <div className="mb-4">
          <Notice
            title="Mark your free hours to see who shares them"
            action={<LinkButton to="/availability">Mark my hours</LinkButton>}
          >
            Without them your classmates are ordered by place, style and pace alone. It takes a minute, once
            for all courses.
          </Notice>
        </div>
      )
    default:
      return null
  }
}

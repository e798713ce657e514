import { SearchX, UsersRound } from 'lucide-react'
import type { MatchList } from '#contract/matching.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Notice } from '../../ui/notice.tsx'
import { CopyLinkButton } from './copy-link-button.tsx'

interface MatchNoticeProps {
  notice: MatchList['notice']
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
    case 'nobody-fits-filters':
      return (
        <EmptyState
          icon={SearchX}
          title="Nobody fits these filters"
          text="Your classmates are still there: take a filter away to see them."
          action={<Button onClick={onClearFilters}>Clear filters</Button>}
        />
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

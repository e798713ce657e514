import { useQuery } from '@tanstack/react-query'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useMe } from '../accounts/get-me.ts'
import { FindPerson } from './find-person.tsx'
import { staffQuery } from './list-staff.ts'
import { PersonRow } from './person-row.tsx'

/** For operators: who looks after the reports, and appointing more of them. */
export function StaffPage() {
  const me = useMe()
  const query = useQuery(staffQuery)
  return (
    <>
      <PageHeader
        title="Staff"
        text="Who looks after what students report."
        back={{ to: '/profile', label: 'Back to your profile' }}
      />
      <div className="grid gap-5 lg:grid-cols-[1fr_24rem] lg:items-start">
        <Section id="people" title="Staff and operators">
          <ProblemNotice error={query.error} retry={() => void query.refetch()} />
          {query.isPending && <Skeleton className="h-32" />}
          <ul className="divide-y" aria-label="Staff and operators">
            {query.data?.map((person) => (
              <li key={person.id} className="py-3 first:pt-0 last:pb-0">
                <PersonRow person={person} isMe={person.id === me.id} />
              </li>
            ))}
          </ul>
        </Section>
        <Section id="appoint" title="Appoint somebody">
          <FindPerson myId={me.id} />
        </Section>
      </div>
    </>
  )
}

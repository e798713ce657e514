import { PageHeader } from '../../ui/page-header.tsx'
import { useMe } from '../accounts/get-me.ts'
import { ThisWeek } from '../study-sessions/this-week.tsx'
import { Checklist } from './checklist.tsx'
import { CourseList } from './course-list.tsx'
import { Requests } from './requests.tsx'

export function HomePage() {
  const me = useMe()
  return (
    <>
      <PageHeader
        title={`Hello, ${me.firstName}`}
        text={[me.university.name, me.university.currentSemester].filter(Boolean).join(' · ')}
      />
      <div className="flex flex-col gap-8">
        <Checklist />
        <Requests />
        <ThisWeek />
        <CourseList />
      </div>
    </>
  )
}

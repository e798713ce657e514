import { useState } from 'react'
import type { Role, StaffPerson } from '#contract/staff.ts'
import { sayProblem } from '../../api/problem-error.ts'
import { Chip } from '../../ui/chip.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Select } from '../../ui/select.tsx'
import { useToast } from '../../ui/toast.tsx'
import { usePutRole } from './put-role.ts'

const roles = [
  { value: 'student', label: 'Student' },
  { value: 'staff', label: 'Staff' },
  { value: 'operator', label: 'Operator' },
] as const

const means: Record<Role, string> = {
  student: 'They no longer see any report.',
  staff: 'They see what students of their university report, and can warn and suspend.',
  operator: 'They see the reports of all universities, and appoint and dismiss staff.',
}

/** Somebody with their role, which another choice changes once that is confirmed. */
export function PersonRow({ person, isMe }: { person: StaffPerson; isMe: boolean }) {
  const [wanted, setWanted] = useState<Role>('student')
  const [asks, setAsks] = useState(false)
  const put = usePutRole(person.id)
  const toast = useToast()
  const name = `${person.firstName} ${person.lastName}`
  const labelOf = (role: Role) => roles.find(({ value }) => value === role)?.label.toLowerCase()

  function choose(role: Role) {
    setWanted(role)
    setAsks(true)
  }

  function confirm() {
    put.mutate(wanted, {
      onSuccess: () => toast({ text: `${name} is ${labelOf(wanted)} now`, tone: 'success' }),
      onError: (error) => toast({ text: sayProblem(error), tone: 'error' }),
      onSettled: () => setAsks(false),
    })
  }

  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <div className="min-w-48 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium wrap-anywhere">
          {name}
          {!person.isActive && <Chip tone="danger">Not active</Chip>}
        </p>
        <p className="text-sm break-all text-soft">{person.email}</p>
        <p className="text-sm text-soft">{person.university}</p>
      </div>
      {isMe ? (
        <Chip>You</Chip>
      ) : (
        <div className="w-40">
          <Select label={`Role of ${name}`} value={person.role} options={roles} onChange={choose} />
        </div>
      )}
      <ConfirmDialog
        open={asks}
        title={`Change the role of ${name} to ${labelOf(wanted)}?`}
        confirm="Change the role"
        tone="primary"
        busy={put.isPending}
        onConfirm={confirm}
        onClose={() => setAsks(false)}
      >
        {means[wanted]} They are signed out everywhere, and told by mail.
      </ConfirmDialog>
    </div>
  )
}

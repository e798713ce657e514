import { Lightbulb } from 'lucide-react'
import { type FormEvent, type RefObject, useState } from 'react'
import type { Course } from '#contract/courses.ts'
import type { Person } from '#contract/values.ts'
import { ProblemError } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useMe } from '../accounts/get-me.ts'
import { dateText } from './date-text.ts'
import { useRequestConnection } from './request-connection.ts'

interface RequestDialogProps {
  student: Person
  course: Course
  /** A first message for those who do not know how to begin. */
  starter: string
  finalFocus: RefObject<HTMLElement | null>
  onClose: () => void
}

const longest = 500

/** Asks a course-mate, with a few words if one likes. */
export function RequestDialog({ student, course, starter, finalFocus, onClose }: RequestDialogProps) {
  const [message, setMessage] = useState('')
  const request = useRequestConnection()
  const toast = useToast()

  function onSubmit(event: FormEvent) {
    event.preventDefault()
    const words = message.trim()
    request.mutate(
      { targetId: student.id, courseId: course.id, ...(words && { message: words }) },
      {
        onSuccess({ status }) {
          toast({ text: sayDone(student.firstName, status), tone: 'success' })
          onClose()
        },
      },
    )
  }

  return (
    <Dialog
      open
      title={`Ask ${student.firstName} to study together`}
      onClose={onClose}
      finalFocus={finalFocus}
    >
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <Field
          label="First message (optional)"
          hint={`In ${course.code}. Say when and what you would like to study.`}
        >
          <TextArea value={message} maxLength={longest} onChange={({ target }) => setMessage(target.value)} />
        </Field>
        {message === '' && (
          <button
            type="button"
            onClick={() => setMessage(starter)}
            className="flex items-start gap-2 rounded-xl bg-accent-tint p-3 text-left text-sm hover:bg-sunken"
          >
            <Lightbulb aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-accent-text" />
            <span>
              <span className="block font-medium text-accent-text">Use this</span>
              {starter}
            </span>
          </button>
        )}
        <RequestProblem error={request.error} name={student.firstName} />
        <Button type="submit" busy={request.isPending}>
          Send request
        </Button>
      </form>
    </Dialog>
  )
}

function sayDone(name: string, status: string): string {
  return status === 'accepted' ? `${name} asked you as well: you are connected.` : `${name} has been asked.`
}

/** Why it cannot be sent; a pause says until when. */
function RequestProblem({ error, name }: { error: Error | null; name: string }) {
  const { timeZone } = useMe().university
  const problem = error instanceof ProblemError ? error.problem : null
  if (problem?.retryAt)
    return (
      <Notice tone="warning" title="Not yet">
        You can ask {name} again from {dateText(problem.retryAt, timeZone)}.
      </Notice>
    )
  return <ProblemNotice error={error} />
}

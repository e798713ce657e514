import { Lightbulb } from 'lucide-react'
import { type FormEvent, type RefObject, useState } from 'react'
import type { Course } from '#contract/courses.ts'
import type { Person } from '#contract/values.ts'
import { ProblemError } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { ChoiceGroup } from '../../ui/choice-group.tsx'
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
  /** In which one can ask: one at least. */
  courses: readonly Pick<Course, 'id' | 'code' | 'section' | 'name'>[]
  /** A first message in the course of a code, for those who do not know how to begin. */
  starter: (code: string) => string
  finalFocus: RefObject<HTMLElement | null>
  onClose: () => void
}

const longest = 500

/** Asks a course-mate, with a few words if one likes. */
export function RequestDialog({ student, courses, starter, finalFocus, onClose }: RequestDialogProps) {
  const [message, setMessage] = useState('')
  const [courseId, setCourseId] = useState(courses[0]?.id ?? '')
  const code = courses.find(({ id }) => id === courseId)?.code ?? ''
  const request = useRequestConnection()
  const toast = useToast()

  function onSubmit(event: FormEvent) {
    event.preventDefault()
    const words = message.trim()
    request.mutate(
      { targetId: student.id, courseId, ...(words && { message: words }) },
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
        {courses.length > 1 && (
          <ChoiceGroup
            label="In which course?"
            options={courses.map(({ id, code, section }) => ({ value: id, label: `${code} · ${section}` }))}
            value={courseId}
            onChange={setCourseId}
          />
        )}
        <Field
          label="First message (optional)"
          hint={`In ${code}. Say when and what you would like to study.`}
        >
          <TextArea value={message} maxLength={longest} onChange={({ target }) => setMessage(target.value)} />
        </Field>
        {message === '' && (
          <button
            type="button"
            onClick={() => setMessage(starter(code))}
            className="flex items-start gap-2 rounded-xl bg-accent-tint p-3 text-left text-sm hover:bg-sunken"
          >
            <Lightbulb aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-accent-text" />
            <span>
              <span className="block font-medium text-accent-text">Use this</span>
              {starter(code)}
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

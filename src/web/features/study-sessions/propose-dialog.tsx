import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Conversation } from '#contract/conversations.ts'
import type { StudySession } from '#contract/study-sessions.ts'
import { fieldErrors } from '../../api/problem-error.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Select } from '../../ui/select.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { useMe } from '../accounts/get-me.ts'
import { type Proposal, useProposeSession } from './answer-session.ts'
import { lengthOptions, longestWithin } from './lengths.ts'
import { sessionFields } from './session-time.ts'
import { suggestionsQuery } from './suggest-sessions.ts'
import { SuggestionList } from './suggestion-list.tsx'

interface ProposeDialogProps {
  conversation: Conversation
  /** What it is to replace. */
  instead?: StudySession
  onClose: () => void
}

/** Proposes when to study together: one of the hours that both have free, or any other. */
export function ProposeDialog({ conversation: { id, partner }, instead, onClose }: ProposeDialogProps) {
  const { timeZone } = useMe().university
  const suggestions = useQuery(suggestionsQuery(id))
  const propose = useProposeSession(id)
  const [form, setForm] = useState<Proposal>(() => ({
    date: '',
    start: '',
    minutes: 60,
    ...(instead && sessionFields(instead, timeZone)),
    place: instead?.place ?? '',
  }))
  const errors = fieldErrors(propose.error)
  const today = new Date().toLocaleDateString('sv-SE', { timeZone })
  const change = (fields: Partial<Proposal>) => setForm({ ...form, ...fields })

  function onSubmit(event: FormEvent) {
    event.preventDefault()
    propose.mutate(form, { onSuccess: onClose })
  }

  return (
    <Dialog open title={`Study with ${partner.firstName}`} onClose={onClose}>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <SuggestionList
          query={suggestions}
          chosen={form}
          onChoose={({ date, start, minutes }) =>
            change({ date, start, minutes: longestWithin(Math.min(minutes, 120)) })
          }
        />
        <Field label="Day" error={errors.date}>
          <TextInput
            type="date"
            required
            min={today}
            value={form.date}
            onChange={({ target }) => change({ date: target.value })}
          />
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field label="From" error={errors.start}>
            <TextInput
              type="time"
              required
              value={form.start}
              onChange={({ target }) => change({ start: target.value })}
            />
          </Field>
          <Field label="Length">
            <Select
              value={String(form.minutes)}
              options={lengthOptions(form.minutes)}
              onChange={(minutes) => change({ minutes: Number(minutes) })}
            />
          </Field>
        </div>
        <Field label="Place" hint="If you like: a room, a café, a link.">
          <TextInput
            maxLength={100}
            value={form.place}
            onChange={({ target }) => change({ place: target.value })}
          />
        </Field>
        {Object.keys(errors).length === 0 && <ProblemNotice error={propose.error} />}
        <Button type="submit" busy={propose.isPending}>
          Propose
        </Button>
      </form>
    </Dialog>
  )
}

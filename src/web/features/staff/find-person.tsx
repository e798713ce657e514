import { useQuery } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { personQuery } from './list-staff.ts'
import { PersonRow } from './person-row.tsx'

/** Finds whoever is to be appointed, by the whole address. */
export function FindPerson({ myId }: { myId: string }) {
  const [email, setEmail] = useState('')
  const query = useQuery(personQuery(email))

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    setEmail(String(new FormData(event.currentTarget).get('email') ?? '').trim())
  }

  return (
    <>
      <form onSubmit={submit} className="flex flex-col gap-3">
        <Field label="Address" hint="They need an account, with this address confirmed.">
          <TextInput type="email" name="email" required maxLength={255} autoComplete="off" />
        </Field>
        <Button type="submit" variant="secondary" busy={query.isFetching}>
          Find
        </Button>
      </form>
      <div role="status" className="mt-4 empty:hidden">
        {query.data?.length === 0 && <p className="text-soft">Nobody has this address.</p>}
        {query.data?.map((person) => (
          <PersonRow key={person.id} person={person} isMe={person.id === myId} />
        ))}
      </div>
      <ProblemNotice error={query.error} />
    </>
  )
}

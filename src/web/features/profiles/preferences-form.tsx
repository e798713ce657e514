import { type SubmitEvent, useState } from 'react'
import type { Profile } from '#contract/profiles.ts'
import { fieldErrors } from '../../api/problem-error.ts'
import { Button } from '../../ui/button.tsx'
import { ChoiceGroup } from '../../ui/choice-group.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { useToast } from '../../ui/toast.tsx'
import { usePutProfile } from './put-profile.ts'
import { locations, paces, styles } from './words.ts'

const bioLength = 1000

/** How one likes to study; the same words are the filters of the matches. */
export function PreferencesForm({ saved }: { saved: Profile }) {
  const toast = useToast()
  const put = usePutProfile()
  const [profile, setProfile] = useState(saved)
  const change = (part: Partial<Profile>) => setProfile({ ...profile, ...part })
  const errors = fieldErrors(put.error)
  const bio = profile.bio ?? ''

  function submit(event: SubmitEvent) {
    event.preventDefault()
    put.mutate(
      { ...profile, bio: bio.trim() || null },
      { onSuccess: () => toast({ text: 'Saved.', tone: 'success' }) },
    )
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-7">
      <ChoiceGroup
        label="Where do you like to study?"
        options={locations}
        value={profile.preferredLocation}
        onChange={(preferredLocation) => change({ preferredLocation })}
      />
      <ChoiceGroup
        label="How?"
        options={styles}
        value={profile.studyStyle}
        onChange={(studyStyle) => change({ studyStyle })}
      />
      <ChoiceGroup
        label="At which pace?"
        options={paces}
        value={profile.studyPace}
        onChange={(studyPace) => change({ studyPace })}
      />
      <Field
        label="About you"
        hint={
          <span className="flex justify-between gap-4">
            <span>A sentence or two helps others to say hello.</span>
            <span className="tabular-nums">
              {bio.length}/{bioLength}
            </span>
          </span>
        }
        error={errors.bio}
      >
        <TextArea
          maxLength={bioLength}
          value={bio}
          onChange={(event) => change({ bio: event.target.value })}
          placeholder="What you study, what you want to get better at, what you bring along"
        />
      </Field>
      {!errors.bio && <ProblemNotice error={put.error} />}
      <Button type="submit" busy={put.isPending} className="self-start max-sm:w-full">
        Save
      </Button>
    </form>
  )
}

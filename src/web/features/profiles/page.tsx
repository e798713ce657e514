import { useSuspenseQuery } from '@tanstack/react-query'
import { BadgeCheck, Bell, Flag, KeyRound, LogOut, ShieldCheck, UsersRound } from 'lucide-react'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useMe } from '../accounts/get-me.ts'
import { useSignOut } from '../accounts/sign-out.ts'
import { VerifyNotice } from '../accounts/verify-notice.tsx'
import { profileQuery } from './get-profile.ts'
import { PictureCard } from './picture-card.tsx'
import { PreferencesForm } from './preferences-form.tsx'

export function ProfilePage() {
  const { data: profile } = useSuspenseQuery(profileQuery)
  return (
    <>
      <PageHeader title="Your profile" text="What classmates see before they ask you." />
      <div className="grid gap-5 lg:grid-cols-[1fr_20rem] lg:items-start">
        <div className="flex flex-col gap-5">
          <Card as="section" aria-label="Picture">
            <PictureCard />
          </Card>
          <Card as="section" aria-label="How you like to study">
            <PreferencesForm saved={profile} />
          </Card>
        </div>
        <Account />
      </div>
    </>
  )
}

function Account() {
  const me = useMe()
  const signOut = useSignOut()
  return (
    <Card as="section" aria-labelledby="account" className="flex flex-col gap-4">
      <div>
        <h2 id="account" className="font-semibold">
          {me.firstName} {me.lastName}
        </h2>
        <p className="text-sm break-all text-soft">{me.email}</p>
        <p className="mt-1 text-sm text-soft">{me.university.name}</p>
      </div>
      {me.isVerified ? (
        <p className="flex items-center gap-1.5 text-sm text-success-text">
          <BadgeCheck aria-hidden="true" className="size-4.5" /> Address confirmed
        </p>
      ) : (
        <VerifyNotice />
      )}
      <LinkButton to="/profile/security" variant="secondary">
        <ShieldCheck aria-hidden="true" />
        Sign-in and safety
      </LinkButton>
      <LinkButton to="/profile/notifications" variant="secondary">
        <Bell aria-hidden="true" />
        Notifications
      </LinkButton>
      {me.role !== 'student' && (
        <LinkButton to="/staff/reports" variant="secondary">
          <Flag aria-hidden="true" />
          Reports
        </LinkButton>
      )}
      {me.role === 'operator' && (
        <LinkButton to="/staff/people" variant="secondary">
          <UsersRound aria-hidden="true" />
          Staff
        </LinkButton>
      )}
      {me.role === 'operator' && (
        <LinkButton to="/staff/providers" variant="secondary">
          <KeyRound aria-hidden="true" />
          Sign-in providers
        </LinkButton>
      )}
      <ProblemNotice error={signOut.error} />
      <Button
        className="lg:hidden"
        variant="secondary"
        busy={signOut.isPending}
        onClick={() => signOut.mutate()}
      >
        {!signOut.isPending && <LogOut aria-hidden="true" />}
        Sign out
      </Button>
    </Card>
  )
}

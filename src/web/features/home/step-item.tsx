import { Link } from '@tanstack/react-router'
import { Check, ChevronRight } from 'lucide-react'
import { LinkButton } from '../../ui/button.tsx'
import { useMe } from '../accounts/get-me.ts'
import { OutboxLink } from '../accounts/outbox-link.tsx'
import { ResendButton } from '../accounts/resend-button.tsx'
import type { Step } from './steps.ts'

const steps = {
  verify: {
    title: 'Confirm your address',
    text: 'Open the link that we mailed you. Until then nobody can find you.',
  },
  courses: {
    title: 'Join your courses',
    text: 'See who else takes them.',
    to: '/courses',
    button: 'Find courses',
  },
  hours: {
    title: 'Mark your free hours',
    text: 'Find who is free when you are.',
    to: '/availability',
    button: 'Mark hours',
  },
  preferences: {
    title: 'Say how you like to study',
    text: 'Place, style and pace make better matches.',
    to: '/profile',
    button: 'Open profile',
  },
} as const

interface StepItemProps {
  step: Step
  number: number
  isNext: boolean
}

/** The next step with its button; later ones as links; done ones ticked off. */
export function StepItem({ step, number, isNext }: StepItemProps) {
  const words = steps[step.name]
  const isLater = !step.isDone && !isNext
  return (
    <li className="relative flex gap-3.5 p-4 lg:flex-col lg:p-5">
      <Mark number={number} isDone={step.isDone} isNext={isNext} />
      <div className="flex min-w-0 flex-1 flex-col gap-1 self-center lg:self-stretch">
        <h3 className={step.isDone ? 'text-soft' : 'font-medium'}>
          {isLater && 'to' in words ? (
            <Link
              to={words.to}
              className="after:absolute after:inset-0 hover:underline focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-4 focus-visible:after:outline-accent"
            >
              {words.title}
            </Link>
          ) : (
            words.title
          )}
          {step.isDone && <span className="sr-only">: done</span>}
        </h3>
        {!step.isDone && <p className={`text-sm text-soft ${isNext ? '' : 'max-lg:hidden'}`}>{words.text}</p>}
        {isNext && (
          <div className="mt-2 flex flex-col items-start gap-3 lg:mt-auto lg:pt-3">
            {'to' in words ? (
              <LinkButton to={words.to} size="sm">
                {words.button}
              </LinkButton>
            ) : (
              <Resend />
            )}
          </div>
        )}
      </div>
      {isLater && <ChevronRight aria-hidden="true" className="size-5 self-center text-soft lg:hidden" />}
    </li>
  )
}

function Mark({ number, isDone, isNext }: { number: number; isDone: boolean; isNext: boolean }) {
  const waiting = isNext ? 'bg-accent text-accent-ink' : 'bg-sunken text-soft'
  return (
    <span
      aria-hidden="true"
      className={`inline-flex size-7 shrink-0 items-center justify-center rounded-full text-sm font-semibold ${
        isDone ? 'bg-success-tint text-success-text' : waiting
      }`}
    >
      {isDone ? <Check className="size-4" /> : number}
    </span>
  )
}

function Resend() {
  const { email } = useMe()
  return (
    <>
      <OutboxLink />
      <ResendButton email={email} />
    </>
  )
}

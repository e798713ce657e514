import { CalendarClock, GraduationCap, MessageCircle } from 'lucide-react'
import { LinkButton } from '../../ui/button.tsx'
import { useDocumentTitle } from '../../ui/page-header.tsx'
import { Universities } from '../universities/universities.tsx'
import { SharedWeek } from './shared-week.tsx'

const steps = [
  { icon: GraduationCap, title: 'Join your courses', text: 'See who else takes them this semester.' },
  {
    icon: CalendarClock,
    title: 'Mark your free hours',
    text: 'Only the hours that two of you share are ever shown.',
  },
  {
    icon: MessageCircle,
    title: 'Ask the one who fits',
    text: 'Once they say yes, you can write to each other.',
  },
]

/** What it is, at one glance, and the two ways in. */
export function LandingPage() {
  useDocumentTitle('Campus Connect')
  return (
    <>
      <section className="grid items-center gap-10 lg:grid-cols-2 lg:gap-16">
        <div>
          <h1
            tabIndex={-1}
            className="text-4xl leading-[1.1] font-semibold tracking-tight sm:text-5xl lg:text-[3.5rem]"
          >
            Find someone to study with.
          </h1>
          <p className="mt-4 max-w-md text-lg text-soft">
            From your university, in your course, free when you are free.
          </p>
          <div className="mt-7 flex flex-wrap gap-3 max-sm:flex-col">
            <LinkButton to="/sign-up" size="lg">
              Sign up
            </LinkButton>
            <LinkButton to="/sign-in" size="lg" variant="secondary">
              Sign in
            </LinkButton>
          </div>
          <Universities />
        </div>
        <SharedWeek />
      </section>
      <section aria-label="How it works" className="mt-14 lg:mt-24">
        <ol className="grid gap-6 sm:grid-cols-3 lg:gap-10">
          {steps.map(({ icon: Icon, title, text }) => (
            <li key={title} className="flex gap-4 sm:flex-col sm:gap-3">
              <span className="inline-flex size-11 shrink-0 items-center justify-center rounded-xl bg-accent-tint text-accent-text">
                <Icon aria-hidden="true" className="size-5" />
              </span>
              <div>
                <h2 className="font-semibold">{title}</h2>
                <p className="mt-0.5 text-soft">{text}</p>
              </div>
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}

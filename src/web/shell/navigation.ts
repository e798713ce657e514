import { CalendarClock, GraduationCap, House, MessageCircle, UserRoundSearch, UsersRound } from 'lucide-react'

/** The places of the program, in the order of their use. */
export const places = [
  { to: '/', label: 'Home', icon: House },
  { to: '/courses', label: 'Courses', icon: GraduationCap },
  { to: '/availability', label: 'Hours', icon: CalendarClock },
  { to: '/matches', label: 'Matches', icon: UserRoundSearch },
  { to: '/connections', label: 'Partners', icon: UsersRound },
  { to: '/conversations', label: 'Messages', icon: MessageCircle },
] as const

export type Place = (typeof places)[number]

import { CalendarClock, GraduationCap, House, MessageCircle, UsersRound } from 'lucide-react'

/** The five places of the program, in the order of their use. */
export const places = [
  { to: '/', label: 'Home', icon: House },
  { to: '/courses', label: 'Courses', icon: GraduationCap },
  { to: '/availability', label: 'Hours', icon: CalendarClock },
  { to: '/connections', label: 'Partners', icon: UsersRound },
  { to: '/conversations', label: 'Messages', icon: MessageCircle },
] as const

export type Place = (typeof places)[number]

import { endpoint } from './endpoint.ts'
import { Day, Id } from './values.ts'
import { z } from './zod.ts'

const Time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time from 00:00 to 23:59, such as 09:30')
  .meta({ examples: ['09:30'] })
const EndTime = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time from 00:01 to 24:00, such as 17:30')
  .meta({ examples: ['17:30'] })

/** A stretch of the week in campus-local time. `endDay` is `day` or, for a slot past midnight, the day after. */
const SlotFields = z.object({
  day: Day,
  start: Time,
  endDay: Day.optional().describe('default: day'),
  end: EndTime,
})

export const SlotInput = SlotFields.superRefine((slot, context) => {
  const endDay = slot.endDay ?? slot.day
  if (endDay === slot.day && slot.end <= slot.start)
    context.addIssue({
      code: 'custom',
      path: ['end'],
      message: 'must be after start; for a slot past midnight set endDay to the next day',
    })
  if (endDay !== slot.day && endDay !== (slot.day + 1) % 7)
    context.addIssue({ code: 'custom', path: ['endDay'], message: 'must be day or the day after it' })
  if (endDay !== slot.day && (slot.end > slot.start || slot.end === '24:00'))
    context.addIssue({ code: 'custom', path: ['end'], message: 'a slot is at most 24 hours long' })
}).meta({ id: 'SlotInput' })
export type SlotInput = z.infer<typeof SlotInput>

export const Slot = SlotFields.required().extend({ id: Id }).meta({ id: 'Slot' })
export type Slot = z.infer<typeof Slot>

/** A student's whole week: slots disjoint, not touching, in week order from Sunday. */
export const Week = z
  .object({
    timeZone: z.string().describe('IANA name of the campus'),
    slots: z.array(Slot),
    minutes: z.int(),
  })
  .meta({ id: 'Week' })
export type Week = z.infer<typeof Week>

const params = z.object({ id: Id.describe('of the slot') })
/** Slots of a week, those past midnight as two; the database refuses more. */
export const mostSlots = 300

const summaryOfWrite = `Overlapping and touching slots of a day are merged; a week has at most ${mostSlots}. Answers the whole week as it is now.`

export const getWeek = endpoint({
  method: 'GET',
  path: '/me/availability',
  id: 'getWeek',
  tag: 'availability',
  summary: 'My free hours of the week',
  access: 'student',
  status: 200,
  answer: Week,
})

export const replaceWeek = endpoint({
  method: 'PUT',
  path: '/me/availability',
  id: 'replaceWeek',
  tag: 'availability',
  summary: 'Replace my whole week',
  description: summaryOfWrite,
  access: 'student',
  body: z.object({ slots: z.array(SlotInput).max(mostSlots) }),
  status: 200,
  answer: Week,
})

export const addSlot = endpoint({
  method: 'POST',
  path: '/me/availability/slots',
  id: 'addSlot',
  tag: 'availability',
  summary: 'Add one slot',
  description: summaryOfWrite,
  access: 'student',
  body: SlotInput,
  status: 201,
  answer: Week,
})

export const changeSlot = endpoint({
  method: 'PUT',
  path: '/me/availability/slots/{id}',
  id: 'changeSlot',
  tag: 'availability',
  summary: 'Change one slot',
  description: summaryOfWrite,
  access: 'student',
  params,
  body: SlotInput,
  status: 200,
  answer: Week,
  problems: ['not-found'],
})

export const deleteSlot = endpoint({
  method: 'DELETE',
  path: '/me/availability/slots/{id}',
  id: 'deleteSlot',
  tag: 'availability',
  summary: 'Remove one slot',
  access: 'student',
  params,
  status: 200,
  answer: Week,
  problems: ['not-found'],
})

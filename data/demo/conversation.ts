import { day, hour, type Moment, next, now } from './calendar.ts'
import talk from './conversation.json' with { type: 'json' }
import type { Meet } from './meet.ts'
import type { Random } from './random.ts'
import type { Student } from './student.ts'
import { fill } from './template.ts'

export interface Line {
  from: Student
  text: string
  at: Moment
}

/** What `a` writes with the request. */
export function firstWords(random: Random, { a, window, words }: Meet): string {
  const template = random.pick(window ? talk.firstWords : talk.firstWordsWithoutHours)
  return manner(a, fill(template, words))
}

/**
 * How two students arrange to study after `accepted`: they settle on hours that both really have, a place and
 * a topic, meet, and say how it was; as far as the term has come.
 */
export function conversation(
  random: Random,
  { a, b, window, second, words }: Meet,
  accepted: Moment,
): Line[] {
  const lines: Line[] = []
  let time = accepted
  const say = (from: Student, variants: string[], delay: number) => {
    time = decent(random, time + delay)
    lines.push({ from, text: manner(from, fill(random.pick(variants), words)), at: time })
  }
  const soon = () => random.whole(1, random.pick([4, 15, 90, 300]))

  say(b, talk.welcome, random.whole(0, 2))
  if (!window) {
    say(a, talk.noHours, soon())
    if (random.chance(0.7)) say(b, talk.noHoursYes, soon())
    return past(lines)
  }
  if (random.chance(0.08)) return past(lines)
  say(a, talk.propose, soon())
  if (random.chance(0.1)) return past(lines)
  let meeting = window
  let [asking, answering] = [a, b]
  if (second && random.chance(0.25)) {
    say(b, talk.counter, soon())
    meeting = second
    words = { ...words, Day: words.Day2, start: words.start2 }
    ;[asking, answering] = [b, a]
  }
  say(answering, talk.agree, soon())
  if (random.chance(0.75)) {
    say(asking, talk.where, soon())
    say(answering, talk.whereYes, soon())
  }
  if (random.chance(0.45)) {
    const { ask, answer } = random.pick(talk.plan)
    say(answering, [ask], soon())
    say(asking, answer, soon())
  }
  const start = next(time + 2 * hour, meeting.day, meeting.start)
  if (random.chance(0.5)) {
    time = start
    say(random.chance(0.5) ? a : b, talk.arriving, random.whole(-8, 4))
  }
  if (random.chance(0.55)) {
    time = Math.max(time, start + Math.min(meeting.end - meeting.start, 2 * hour))
    const [grateful, other] = random.chance(0.5) ? [a, b] : [b, a]
    say(grateful, talk.after, random.whole(10, 200))
    if (random.chance(0.8)) {
      say(other, talk.again, soon())
      if (random.chance(0.6)) say(grateful, talk.againYes, soon())
    }
  }
  return past(lines)
}

const keptWords = new Set(talk.casualKeeps.split(' '))

/** About a third of the students write without capitals and full stops. */
function manner(writer: Student, text: string): string {
  if (writer.index % 3 !== 1) return text
  const [word = ''] = text.split(/[\s',]/)
  const keeps = keptWords.has(word) || /[A-Z]{2}/.test(word)
  return (keeps ? text : text.charAt(0).toLowerCase() + text.slice(1)).replace(/(?<!\.)\.$/, '')
}

/** Nobody answers in the small hours. */
export function decent(random: Random, moment: Moment): Moment {
  const minute = ((moment % day) + day) % day
  return minute < 8 * hour ? moment - minute + 8 * hour + random.whole(0, 90) : moment
}

/** The lines said so far; a conversation under way stops wherever it is. */
function past(lines: Line[]): Line[] {
  return lines.filter(({ at }) => at < now)
}

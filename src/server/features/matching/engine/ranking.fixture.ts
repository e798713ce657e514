import fc from 'fast-check'
import type { MatchSort } from '#contract/matching.ts'
import { isLeft } from './filters.fixture.ts'
import { type After, type RankQuery, unitsSpan } from './rank.ts'
import { inTieOrder, minutesFor, type Student, unitsFor } from './student.fixture.ts'

export interface NaiveMate {
  student: Student
  units: number
  key: number
}

export const sort: fc.Arbitrary<MatchSort> = fc.constantFrom('compatibility', 'shared', 'mutual')

/** A student's list made by sorting everybody: slow and plain, to compare with. */
export function rankNaively(all: readonly Student[], me: Student, query: RankQuery) {
  const mates = all.filter((one) => one !== me)
  const keyFor = keyOf(query.sort, all)
  const scored = mates.map((student) => ({
    student,
    units: unitsFor(me, student),
    key: keyFor(me, student),
  }))
  const left = scored.filter(({ student }) => isLeft(me, student, query.filters))
  return {
    mates: mates.length,
    total: left.length,
    bestUnits: Math.max(0, ...scored.map(({ units }) => units)),
    rows: pageOf(left, query.after, query.limit),
  }
}

function pageOf(mates: NaiveMate[], after: After | null, limit: number): NaiveMate[] {
  return mates
    .toSorted(byKey)
    .filter((mate) => !after || byKey(mate, { key: after.key, student: after }) > 0)
    .slice(0, limit)
}

type Place = { key: number; student: Pick<Student, 'joined' | 'id'> }

function byKey(a: Place, b: Place): number {
  return b.key - a.key || inTieOrder(a.student, b.student)
}

function keyOf(sort: MatchSort, all: readonly Student[]) {
  if (sort === 'compatibility') return unitsFor
  if (sort === 'shared')
    return (me: Student, mate: Student) => minutesFor(me, mate) * unitsSpan + unitsFor(me, mate)
  const sums = new Map(all.map((one) => [one, sumFor(all, one)]))
  return (me: Student, mate: Student) => mutualOf(all.length - 1, unitsFor, me, mate, sums)
}

/** Sum of the scores on a student's list. */
export function sumFor(all: readonly Student[], me: Student): number {
  return all.reduce((sum, mate) => (mate === me ? sum : sum + unitsFor(me, mate)), 0)
}

/** Harmonic mean of each one's score in relation to the average on the other's list, in exact fractions. */
export function mutualOf<T>(
  mates: number,
  unitsFor: (me: T, mate: T) => number,
  me: T,
  mate: T,
  sums: Map<T, number>,
): number {
  // Each one's standing is a fraction: score ÷ (sum ÷ mates).
  const standing = (of: T, on: T) => [BigInt(unitsFor(on, of) * mates), BigInt(sums.get(on) ?? 0)] as const
  const [a, b] = standing(mate, me)
  const [c, d] = standing(me, mate)
  if (a === 0n || c === 0n) return 0
  // 2 ÷ (b/a + d/c)
  const [top, bottom] = [2n * a * c, b * c + d * a]
  const divisor = greatestCommon(top, bottom)
  return Number(top / divisor) / Number(bottom / divisor)
}

function greatestCommon(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommon(b, a % b)
}

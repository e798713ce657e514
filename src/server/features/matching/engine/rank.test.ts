import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filters } from './filters.fixture.ts'
import type { RankQuery } from './rank.ts'
import { listFrom, type RankedList } from './ranked-list.ts'
import { rankNaively, sort } from './ranking.fixture.ts'
import {
  id,
  minutesFor,
  rosterOf,
  type Student,
  students,
  studentsAlike,
  unitsFor,
} from './student.fixture.ts'
import { wordsOf } from './student-id.ts'

const classes = fc
  .oneof(students(1, 30), studentsAlike(1, 30))
  .chain((all) => fc.record({ all: fc.constant(all), me: fc.constantFrom(...all) }))

function list(all: readonly Student[], me: Student, query: RankQuery): RankedList {
  const found = listFrom(rosterOf(all), wordsOf(me.id), query)
  if (!found) throw new Error('the student is in the roster')
  return found
}

/** Compares a page of the engine's with the one made by sorting everybody. */
function expectPage(all: readonly Student[], me: Student, query: RankQuery): RankedList {
  const { rows, asker, ...counts } = list(all, me, query)
  const { rows: naive, ...naiveCounts } = rankNaively(all, me, query)
  expect(asker.slots).toEqual(me.slots)
  expect(rows.map(({ id, joined, units, key }) => ({ id, joined, units, key }))).toEqual(
    naive.map(({ student: { id, joined }, units, key }) => ({ id, joined, units, key })),
  )
  expect(counts).toEqual(naiveCounts)
  return { rows, asker, ...counts }
}

describe('a page of the list', () => {
  test('is that of sorting everybody, by every sort, filter and limit', () => {
    fc.assert(
      fc.property(
        classes,
        sort,
        filters,
        fc.integer({ min: 1, max: 31 }),
        ({ all, me }, sort, filters, limit) => {
          expectPage(all, me, { sort, filters, after: null, limit })
        },
      ),
      { numRuns: 250 },
    )
  })

  test('goes on behind any mate, also one who has left, wherever that is in tie order', () => {
    fc.assert(
      fc.property(
        classes,
        sort,
        filters,
        fc.nat(),
        fc.boolean(),
        ({ all, me }, sort, filters, at, hasLeft) => {
          const { rows } = list(all, me, { sort, filters, after: null, limit: 31 })
          const last = rows[at % Math.max(1, rows.length)]
          if (!last) return
          const rest = hasLeft ? all.filter((one) => one.id !== last.id) : all
          expectPage(rest, me, { sort, filters, after: last, limit: 5 })
        },
      ),
      { numRuns: 200 },
    )
  })

  test('goes on behind a place at which nobody stands', () => {
    fc.assert(
      fc.property(
        classes,
        sort,
        id,
        fc.nat(200),
        fc.integer({ min: -2, max: 2 }),
        ({ all, me }, sort, id, key, joined) => {
          expectPage(all, me, { sort, filters: {}, after: { key, joined, id }, limit: 31 })
        },
      ),
    )
  })
})

test('pages together are the whole list', () => {
  fc.assert(
    fc.property(
      classes,
      sort,
      filters,
      fc.integer({ min: 1, max: 6 }),
      ({ all, me }, sort, filters, limit) => {
        const whole = list(all, me, { sort, filters, after: null, limit: 31 }).rows
        const read: typeof whole = []
        for (let page = whole.slice(0, 0); read.length === 0 || page.length === limit; read.push(...page)) {
          page = list(all, me, { sort, filters, after: read.at(-1) ?? null, limit }).rows
          if (page.length === 0) break
        }
        expect(read).toEqual(whole)
      },
    ),
  )
})

test('most shared minutes first, then the score', () => {
  fc.assert(
    fc.property(classes, ({ all, me }) => {
      const { rows } = list(all, me, { sort: 'shared', filters: {}, after: null, limit: 31 })
      const order = rows.map(({ id }) => {
        const mate = all.find((one) => one.id === id) as Student
        return [minutesFor(me, mate), unitsFor(me, mate)] as const
      })
      expect(order).toEqual(order.toSorted(([a, b], [c, d]) => c - a || d - b))
    }),
  )
})

test('who is not in the roster has no list', () => {
  const query: RankQuery = { sort: 'compatibility', filters: {}, after: null, limit: 5 }
  fc.assert(
    fc.property(students(0, 5), id, (all, stranger) => {
      fc.pre(all.every((one) => one.id !== stranger))
      expect(listFrom(rosterOf(all), wordsOf(stranger), query)).toBeNull()
    }),
  )
})

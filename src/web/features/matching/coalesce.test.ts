import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { coalesce } from './coalesce.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function calls() {
  const at: number[] = []
  const start = Date.now()
  return { at, note: () => void at.push(Date.now() - start) }
}

it('calls once for many askings, within the spread, then not before the pace allows', () => {
  const { at, note } = calls()
  const renewal = coalesce(note, { every: 10_000, spread: 3_000 })
  for (let second = 0; second < 35; second++) {
    renewal.ask()
    vi.advanceTimersByTime(1_000)
  }
  expect(at[0]).toBeLessThanOrEqual(3_000)
  const gaps = at.slice(1).map((time, index) => time - (at[index] ?? 0))
  expect(gaps.length).toBeGreaterThanOrEqual(2)
  for (const gap of gaps) {
    expect(gap).toBeGreaterThanOrEqual(10_000)
    expect(gap).toBeLessThanOrEqual(14_000)
  }
})

it('leaves no asking unanswered', () => {
  const { at, note } = calls()
  const renewal = coalesce(note, { every: 10_000, spread: 0 })
  renewal.ask()
  vi.advanceTimersByTime(1)
  renewal.ask()
  vi.advanceTimersByTime(60_000)
  expect(at).toHaveLength(2)
})

it('calls no more once it is stopped', () => {
  const { at, note } = calls()
  const renewal = coalesce(note, { every: 10, spread: 10 })
  renewal.ask()
  renewal.stop()
  vi.advanceTimersByTime(1_000)
  expect(at).toEqual([])
})

it('spreads pages that are told at once', () => {
  const { at, note } = calls()
  for (let page = 0; page < 50; page++) coalesce(note, { every: 10_000, spread: 3_000 }).ask()
  vi.advanceTimersByTime(3_000)
  expect(at).toHaveLength(50)
  expect(new Set(at.map((time) => Math.floor(time / 1_000))).size).toBe(3)
})

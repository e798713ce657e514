import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAutosave } from './autosave.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** An autosave whose saves end when the test says so. */
function setUp() {
  const saved: string[] = []
  const ends: { succeed: () => void; fail: (error: Error) => void }[] = []
  const autosave = createAutosave<string>(
    (value) =>
      new Promise((resolve, reject) => {
        saved.push(value)
        ends.push({ succeed: resolve, fail: reject })
      }),
    700,
  )
  const settle = () => vi.advanceTimersByTimeAsync(0)
  return { autosave, saved, ends, settle }
}

describe('autosave', () => {
  it('waits for a moment without changes and saves the newest', async () => {
    const { autosave, saved, ends, settle } = setUp()
    autosave.change('one')
    await vi.advanceTimersByTimeAsync(500)
    autosave.change('two')
    await vi.advanceTimersByTimeAsync(500)
    expect(saved).toEqual([])
    await vi.advanceTimersByTimeAsync(200)
    expect(saved).toEqual(['two'])
    expect(autosave.draft()).toMatchObject({ status: 'saving', value: 'two' })
    ends[0]?.succeed()
    await settle()
    expect(autosave.draft()).toMatchObject({ status: 'saved', value: null })
  })

  it('saves one after the other, what came meanwhile last', async () => {
    const { autosave, saved, ends, settle } = setUp()
    autosave.change('one')
    await vi.advanceTimersByTimeAsync(700)
    autosave.change('two')
    await vi.advanceTimersByTimeAsync(700)
    expect(saved).toEqual(['one'])
    ends[0]?.succeed()
    await settle()
    expect(saved).toEqual(['one', 'two'])
    expect(autosave.draft().status).toBe('saving')
    ends[1]?.succeed()
    await settle()
    expect(autosave.draft().status).toBe('saved')
  })

  it('keeps what could not be saved until it can', async () => {
    const { autosave, saved, ends, settle } = setUp()
    autosave.change('one')
    await vi.advanceTimersByTimeAsync(700)
    ends[0]?.fail(new Error('no connection'))
    await settle()
    expect(autosave.draft()).toMatchObject({ status: 'failed', value: 'one' })
    void autosave.flush()
    ends[1]?.succeed()
    await settle()
    expect(saved).toEqual(['one', 'one'])
    expect(autosave.draft()).toMatchObject({ status: 'saved', value: null })
  })

  it('tells who waits for it that it failed', async () => {
    const { autosave, ends } = setUp()
    autosave.change('one')
    const flushed = autosave.flush()
    ends[0]?.fail(new Error('no connection'))
    await expect(flushed).rejects.toThrow('no connection')
  })

  it('sends at once what waits when the page closes', async () => {
    const { autosave, saved } = setUp()
    autosave.flushOnLeaving()
    expect(saved).toEqual([])
    autosave.change('one')
    autosave.flushOnLeaving()
    expect(saved).toEqual(['one'])
    autosave.change('two')
    autosave.flushOnLeaving()
    expect(saved).toEqual(['one', 'two'])
  })
})

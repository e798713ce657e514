import { type KeyboardEvent, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { strokeText } from './cell-state.ts'
import { allRows } from './grid-keys.ts'
import type { Hours } from './hours.ts'
import { firstDayRow, hasNightHours } from './night.ts'
import { QuickActions } from './quick-actions.tsx'
import { SlotList } from './slot-list.tsx'
import { useWeek } from './use-week.ts'
import { timeText, weekDays, zoneText } from './week-format.ts'
import { WeekGrid } from './week-grid.tsx'
import { WeekToolbar } from './week-toolbar.tsx'

const days = weekDays()

export function AvailabilityPage() {
  const week = useWeek()
  const [showsNight, setShowsNight] = useState(() => hasNightHours(week.hours))
  const [announcement, setAnnouncement] = useState('')
  const rows = showsNight ? allRows : { first: firstDayRow, last: allRows.last }

  function change(hours: Hours, done: string) {
    week.change(hours)
    setAnnouncement(done)
  }

  function undo() {
    week.undo()
    setAnnouncement('Undone')
  }

  function onKeyDown(event: KeyboardEvent) {
    if (
      event.key.toLowerCase() !== 'z' ||
      !(event.ctrlKey || event.metaKey) ||
      event.shiftKey ||
      !week.canUndo
    )
      return
    event.preventDefault()
    undo()
  }

  return (
    <>
      <PageHeader
        title="Your free hours"
        text={`In an ordinary week. Times are campus time (${zoneText(week.timeZone)}).`}
      />
      <div className="lg:grid lg:grid-cols-[minmax(0,1fr)_17rem] lg:gap-8">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: catches the undo keys of the controls in it */}
        <div
          onKeyDown={onKeyDown}
          className="[--cell:1.5rem] [--gutter:2.75rem] lg:[--cell:1.25rem] lg:[--gutter:3.5rem]"
        >
          <p id="grid-help" className="mb-3 text-sm text-soft">
            <span className="pointer-coarse:hidden">
              Drag over the hours you are free; drag again to take them back.{' '}
            </span>
            <span className="hidden pointer-coarse:inline">
              Tap an hour, or rest your finger on it and drag.{' '}
            </span>
            <span className="sr-only">
              By keyboard: arrows move, Space changes a cell, Shift with arrows changes many.
            </span>
          </p>
          <QuickActions hours={week.hours} onChange={change} />
          <WeekToolbar week={week} onUndo={undo} />
          <WeekGrid
            hours={week.hours}
            days={days}
            rows={rows}
            describedBy="grid-help"
            onStroke={(hours, stroke) => change(hours, strokeText(stroke, days))}
          />
          <p role="status" className="sr-only">
            {announcement}
          </p>
          <Button variant="quiet" size="sm" onClick={() => setShowsNight(!showsNight)} className="mt-2">
            {showsNight ? 'Hide' : 'Show'} the night ({timeText(0)} – {timeText(firstDayRow * 30)})
          </Button>
        </div>
        <div className="mt-8 lg:mt-0">
          <SlotList hours={week.hours} days={days} onEdit={week.remember} />
        </div>
      </div>
    </>
  )
}

/** Free hours of two made-up students, in half hours from 9:00: [start, end] of each, per weekday. */
const days = [
  { name: 'Mon', mine: [2, 8], theirs: [5, 11] },
  { name: 'Tue', mine: [6, 10], theirs: [0, 4] },
  { name: 'Wed', mine: [1, 9], theirs: [3, 7] },
  { name: 'Thu', mine: [8, 12], theirs: [1, 6] },
  { name: 'Fri', mine: [3, 7], theirs: [4, 12] },
] as const

const row = 16
const column = 64

/** The idea as a picture: two weeks, and the hours in which both are free. */
export function SharedWeek() {
  return (
    <figure className="rounded-2xl border bg-surface p-5 sm:p-7">
      <svg
        role="img"
        aria-label="A week of two students; the hours that both have free stand out."
        viewBox={`0 0 ${column * days.length} ${row * 12 + 28}`}
        className="w-full"
      >
        {days.map(({ name, mine, theirs }, index) => {
          const start = Math.max(mine[0], theirs[0])
          const end = Math.min(mine[1], theirs[1])
          return (
            <g key={name} transform={`translate(${index * column}, 0)`}>
              <text x={column / 2} y="12" textAnchor="middle" className="fill-soft text-[11px] font-medium">
                {name}
              </text>
              <rect x="6" y="24" width={column - 12} height={row * 12} rx="8" className="fill-sunken" />
              <Bar x={11} span={mine} />
              <Bar x={column / 2 + 1} span={theirs} />
              {start < end && (
                <rect
                  x="11"
                  y={24 + start * row}
                  width={column - 22}
                  height={(end - start) * row}
                  rx="6"
                  className="fill-accent"
                />
              )}
            </g>
          )
        })}
      </svg>
      <figcaption className="mt-4 flex flex-wrap gap-x-5 gap-y-1 text-sm text-soft">
        <span className="inline-flex items-center gap-2">
          <span className="size-3 rounded-sm bg-accent-tint ring-1 ring-accent/60" /> You, and Maya
        </span>
        <span className="inline-flex items-center gap-2 font-medium text-ink">
          <span className="size-3 rounded-sm bg-accent" /> Both free: 5 hours a week
        </span>
      </figcaption>
    </figure>
  )
}

function Bar({ x, span: [start, end] }: { x: number; span: readonly [number, number] }) {
  return (
    <rect
      x={x}
      y={24 + start * row}
      width={column / 2 - 12}
      height={(end - start) * row}
      rx="6"
      className="fill-accent-tint stroke-accent/60"
    />
  )
}

import type { NotificationKind, NotificationSettings } from '#contract/notifications.ts'

type Kinds = NotificationSettings['kinds']

const kindNames: [NotificationKind, string][] = [
  ['request', 'Requests'],
  ['acceptance', 'Answers to mine'],
  ['message', 'Messages'],
  ['session', 'Study sessions'],
]
const ways = [
  ['app', 'List'],
  ['push', 'Push'],
  ['mail', 'Mail'],
] as const

/** What one is told of, and by which ways. */
export function KindTable({ kinds, onChange }: { kinds: Kinds; onChange: (kinds: Kinds) => void }) {
  return (
    <table className="w-full">
      <caption className="sr-only">What you are told of, and how</caption>
      <thead>
        <tr className="text-sm text-soft">
          <th scope="col" className="w-full pb-1 text-left font-medium">
            Tell me of
          </th>
          {ways.map(([way, name]) => (
            <th key={way} scope="col" className="min-w-14 pb-1 font-medium">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y border-t">
        {kindNames.map(([kind, kindName]) => (
          <tr key={kind}>
            <th scope="row" className="text-left font-normal">
              {kindName}
            </th>
            {ways.map(([way, name]) => (
              <td key={way} className="text-center">
                <label className="inline-flex size-11 items-center justify-center">
                  <input
                    type="checkbox"
                    aria-label={`${kindName}: ${name}`}
                    checked={kinds[kind][way]}
                    onChange={({ target }) =>
                      onChange({ ...kinds, [kind]: { ...kinds[kind], [way]: target.checked } })
                    }
                    className="size-5 accent-accent"
                  />
                </label>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

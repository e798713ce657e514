/** How far to keep somebody away. */
export type Distance = 'ignore' | 'block' | 'none'

export const past = { ignore: 'ignored', block: 'blocked' }

export function optionsFor(firstName: string, isIgnorable: boolean) {
  const ignore = {
    value: 'ignore' as const,
    label: 'Ignore',
    text: `You no longer see ${firstName}, nor what they ask. They notice nothing.`,
  }
  return [
    ...(isIgnorable ? [ignore] : []),
    {
      value: 'block' as const,
      label: 'Block',
      text: `You two no longer find each other, and cannot ask or write. ${firstName} is not told.`,
    },
    { value: 'none' as const, label: 'Neither', text: 'Only tell the staff of your university.' },
  ]
}

/** What the button says that does it. */
export function labelOf(distance: Distance, reports: boolean): string {
  if (distance === 'none') return 'Report'
  const verb = distance === 'block' ? 'Block' : 'Ignore'
  return reports ? `${verb} and report` : verb
}

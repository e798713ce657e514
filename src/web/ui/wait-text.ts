/** "40 seconds", "1 second", "2 minutes": rounded up, so that nobody is told to come too early. */
export function waitText(seconds: number, locale = 'en'): string {
  const [count, unit] = seconds < 100 ? [Math.ceil(seconds), 'second'] : [Math.ceil(seconds / 60), 'minute']
  return count.toLocaleString(locale, { style: 'unit', unit, unitDisplay: 'long' })
}

/** Pixels that do not count as scrolled. */
const slightly = 40

/**
 * Whether rows that change places would now move under somebody's eyes or finger: the page is scrolled, the list pointed at,
 * something in it has the focus or is opened, or a dialog lies over the page.
 */
export function isReading(list: HTMLElement | null): boolean {
  if (!list) return false
  return (
    window.scrollY > slightly ||
    list.matches(':hover') ||
    list.querySelector(':focus, [aria-expanded=true]') !== null ||
    document.querySelector('[role=dialog], [role=alertdialog]') !== null
  )
}

import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'

/** Processes that wanted a core in the last minute; before a bench begins, they are others'. */
export function currentLoad(): string {
  return (loadavg()[0] ?? 0).toFixed(1)
}

/** Where figures were measured, and when. */
export function describeMachine(postgres: string, load: string): string {
  const memory = Math.round(totalmem() / 2 ** 30)
  return [
    new Date().toISOString().slice(0, 10),
    `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${availableParallelism()} cores, ${memory} GB`,
    `Node ${process.versions.node}`,
    `PostgreSQL ${postgres}`,
    `load ${load} before`,
  ].join(' · ')
}

import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type { Subject } from './subject.ts'

/** Bytes that an idle socket takes of the server's memory. null: this system does not tell. */
export async function measureMemory(
  pid: number,
  sockets: number,
  open: (sockets: number) => Promise<Subject>,
): Promise<number | null> {
  // What the first ones compile and set up is nobody's.
  const some = await open(Math.min(sockets, 200))
  some.close()
  await pause(1500)
  const before = await residentAfterCollecting(pid)
  const pages = await open(sockets)
  await pause(2000)
  const after = await residentAfterCollecting(pid)
  pages.close()
  return before === null || after === null ? null : (after - before) / sockets
}

async function residentAfterCollecting(pid: number): Promise<number | null> {
  if (process.platform === 'win32') return null
  process.kill(pid, 'SIGUSR2')
  await pause(1500)
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]
  return kilobytes === undefined ? null : 1024 * Number(kilobytes)
}

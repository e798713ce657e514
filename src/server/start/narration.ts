import { SingleBar } from 'cli-progress'

/** Tells the operator what happens: a moving bar in a terminal, plain lines anywhere else. */
export interface Narration {
  say(text: string): void
  /** Progress of a longer piece of work; `done` reaches `total` at its end. */
  progress(title: string, step: string, done: number, total: number): void
  /** Removes the bar. */
  finish(): void
}

export function narrateTo(stream: NodeJS.WriteStream): Narration {
  return stream.isTTY ? withBar(stream) : inLines(stream)
}

function withBar(stream: NodeJS.WriteStream): Narration {
  let bar: SingleBar | null = null
  const narration: Narration = {
    say(text) {
      narration.finish()
      stream.write(`${text}\n`)
    },
    progress(title, step, done, total) {
      if (bar) {
        bar.setTotal(total)
        bar.update(done, { step })
        return
      }
      bar = new SingleBar({
        stream,
        format: `${title}  {bar}  {percentage} %  {step}`,
        barCompleteChar: '█',
        barIncompleteChar: '░',
        barsize: 24,
        hideCursor: true,
        clearOnComplete: true,
      })
      bar.start(total, done, { step })
    },
    finish() {
      bar?.stop()
      bar = null
    },
  }
  return narration
}

function inLines(stream: NodeJS.WriteStream): Narration {
  let last = ''
  const say = (text: string) => stream.write(`${text}\n`)
  return {
    say,
    progress(title, step) {
      const line = `${title}: ${step}`
      if (line !== last) say(line)
      last = line
    },
    finish() {},
  }
}

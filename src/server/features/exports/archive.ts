import { Readable } from 'node:stream'
import { ZipWriter } from '@zip.js/zip.js'

/** A file in an archive. */
export interface Entry {
  name: string
  /** Called when its turn comes. */
  content(): AsyncIterable<string | Uint8Array>
}

/**
 * A ZIP of these files, made as fast as it is read and never held as a whole. It fails where a file's content, `onPiece`
 * or the signal does.
 * @param onPiece waited for before each piece of content, with the share of files that are done
 */
export function zipOf(
  entries: Entry[],
  onPiece: (done: number) => Promise<void>,
  signal: AbortSignal,
): Readable {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const archive = Readable.fromWeb(readable as Parameters<typeof Readable.fromWeb>[0])
  // It may fail before somebody reads; whoever reads is told all the same.
  archive.on('error', () => {})
  write(writable).catch((error) => archive.destroy(error))
  return archive

  async function write(to: WritableStream<Uint8Array>): Promise<void> {
    const zip = new ZipWriter(to, { useWebWorkers: false })
    for (const [index, entry] of entries.entries()) {
      const content = Readable.from(pieces(entry, index / entries.length))
      await zip.add(entry.name, Readable.toWeb(content) as ReadableStream<Uint8Array>)
    }
    await zip.close()
  }

  async function* pieces(entry: Entry, done: number): AsyncGenerator<Uint8Array> {
    for await (const piece of entry.content()) {
      signal.throwIfAborted()
      await onPiece(done)
      yield typeof piece === 'string' ? Buffer.from(piece) : piece
    }
  }
}

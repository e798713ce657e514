import { useRef, useState } from 'react'
import { type Attachment, attachmentBytes, uploadAttachment } from '#contract/attachments.ts'
import { address } from '../../api/client.ts'
import { sayProblem } from '../../api/problem-error.ts'
import { upload } from '../../api/upload.ts'

/** What a file dialog offers; what counts is what is in the file. */
export const acceptedFiles =
  'image/jpeg,image/png,image/webp,image/avif,image/gif,application/pdf,text/*,.md,.csv,.tex,.bib'

export interface Upload {
  file: File
  /** The share that has left, from 0 to 1. */
  progress: number
  /** Once it is there. */
  attachment: Attachment | null
  problem: string | null
}

/** Uploads one file, to be sent with a message. */
export function useUpload() {
  const [state, setState] = useState<Upload | null>(null)
  const sending = useRef<AbortController>(null)

  async function start(file: File) {
    sending.current?.abort()
    const own = new AbortController()
    sending.current = own
    const become = (change: Partial<Upload>) => {
      if (!own.signal.aborted) setState((now) => now && { ...now, ...change })
    }
    const problem = refuseFile(file)
    setState({ file, progress: 0, attachment: null, problem })
    if (problem) return
    const url = address(uploadAttachment.path, {}, { name: file.name })
    const body = file.slice(0, file.size, 'application/octet-stream')
    try {
      const progress = (share: number) => become({ progress: share })
      const answer = await upload(uploadAttachment.method, url, body, progress, own.signal)
      become({ attachment: answer as Attachment })
    } catch (error) {
      become({ problem: sayProblem(error) })
    }
  }

  /** Breaks off what is being sent and forgets what was. */
  function clear() {
    sending.current?.abort()
    setState(null)
  }

  return { upload: state, start, clear }
}

/** Why a file cannot be sent, before anything is; null when it may. */
export function refuseFile(file: { size: number }): string | null {
  if (file.size === 0) return 'The file is empty.'
  const most = attachmentBytes / 1024 / 1024
  return file.size > attachmentBytes ? `Please choose a file of at most ${most} MB.` : null
}

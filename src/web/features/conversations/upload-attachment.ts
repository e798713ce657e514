import { useRef, useState } from 'react'
import { type Attachment, attachmentBytes, uploadAttachment } from '#contract/attachments.ts'
import { address } from '../../api/client.ts'
import { ProblemError, sayProblem } from '../../api/problem-error.ts'
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
  problem: UploadProblem | null
}

export interface UploadProblem {
  text: string
  /** Whether the same file may be taken another time. */
  mayPass: boolean
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
      become({ problem: problemOf(error) })
    }
  }

  /** Breaks off what is being sent and forgets what was. */
  function clear() {
    sending.current?.abort()
    setState(null)
  }

  return { upload: state, start, clear }
}

/** Media types, as the browser takes them from the name, that nobody could send. */
const neverText =
  /^(video|audio|font|model)\/|^application\/(zip|gzip|msword|vnd\.|x-(7z|rar|msdownload|tar))/

/** Why a file cannot be sent, before anything is; null when it may be. What is in it is judged by the service. */
export function refuseFile(file: Pick<File, 'size' | 'type'>): UploadProblem | null {
  if (file.size === 0) return never('The file is empty.')
  if (file.size > attachmentBytes) return never(tooLarge)
  return neverText.test(file.type) ? never('Only images, PDF and plain text can be sent.') : null
}

/** Why the service, or what stands before it, did not take a file. */
export function problemOf(error: unknown): UploadProblem {
  const status = error instanceof ProblemError ? error.problem.status : 500
  if (status === 413) return never(tooLarge)
  return { text: sayProblem(error), mayPass: status === 0 || status === 429 || status >= 500 }
}

const tooLarge = `Please choose a file of at most ${attachmentBytes / 1024 / 1024} MB.`
const never = (text: string): UploadProblem => ({ text, mayPass: false })

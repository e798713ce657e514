import { ProblemError } from './problem-error.ts'

/**
 * Sends a file and says how much has left, from 0 to 1. The only reason for XMLHttpRequest: fetch does not tell.
 * Throws a ProblemError like `call`, also when the signal breaks it off.
 */
export function upload(
  method: string,
  url: string,
  file: Blob,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, url)
    request.responseType = 'json'
    request.setRequestHeader('content-type', file.type)
    request.upload.onprogress = (event) => onProgress(event.loaded / event.total)
    request.onload = () => (request.status < 300 ? resolve(request.response) : reject(refusal(request)))
    request.onerror = () => reject(refusal(request))
    request.onabort = () => reject(refusal(request))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}

function refusal(request: XMLHttpRequest): ProblemError {
  return ProblemError.from(request.response, request.status)
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { putPicture, type Square } from '#contract/profiles.ts'
import { address } from '../../api/client.ts'
import { upload } from '../../api/upload.ts'
import { meQuery } from '../accounts/get-me.ts'

/** Sets my picture to a square of a file; `progress` is the share that has left, from 0 to 1. */
export function usePutPicture() {
  const queryClient = useQueryClient()
  const [progress, setProgress] = useState(0)
  const sending = useRef<AbortController>(null)
  const mutation = useMutation({
    mutationFn: ({ file, square }: { file: File; square: Square }) => {
      sending.current = new AbortController()
      const url = address(putPicture.path, {}, square)
      return upload(putPicture.method, url, file, setProgress, sending.current.signal)
    },
    onMutate: () => setProgress(0),
    // Also after breaking off: the service may have had all of it by then.
    onSettled: () => queryClient.invalidateQueries(meQuery),
  })
  function breakOff() {
    sending.current?.abort()
    mutation.reset()
  }
  return { ...mutation, progress, breakOff }
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { putPicture } from '#contract/profiles.ts'
import { address } from '../../api/client.ts'
import { upload } from '../../api/upload.ts'
import { meQuery } from '../accounts/get-me.ts'

/** Sets my picture; `progress` is the share that has left, from 0 to 1. */
export function usePutPicture() {
  const queryClient = useQueryClient()
  const [progress, setProgress] = useState(0)
  const mutation = useMutation({
    mutationFn: (file: File) => upload(putPicture.method, address(putPicture.path), file, setProgress),
    onMutate: () => setProgress(0),
    onSuccess: () => queryClient.invalidateQueries(meQuery),
  })
  return { ...mutation, progress }
}

import { useEffect } from 'react'
import { useMe } from '../accounts/get-me.ts'
import { renew } from './push-device.ts'

/** Has this browser told on, if its owner has switched that on. Once in the page. */
export function useKeptPush() {
  const { id } = useMe()
  useEffect(() => {
    renew(id).catch(() => {}) // The next page tries again.
  }, [id])
}

import { Link2 } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { useToast } from '../../ui/toast.tsx'

/** Copies the address of this page, for a classmate. */
export function CopyLinkButton() {
  const toast = useToast()

  async function copy() {
    const { href } = window.location
    try {
      await navigator.clipboard.writeText(href)
      toast({ text: 'Link copied.', tone: 'success' })
    } catch {
      // Refused, or the page came without https.
      toast({ text: `Copy this: ${href}` })
    }
  }

  return (
    <Button onClick={copy}>
      <Link2 aria-hidden="true" /> Copy the link
    </Button>
  )
}

import { LogOut } from 'lucide-react'
import { sayProblem } from '../../api/problem-error.ts'
import { useToast } from '../../ui/toast.tsx'
import { useSignOut } from './sign-out.ts'

/** In the frame of a desk; on a phone the profile has it. */
export function SignOutButton() {
  const signOut = useSignOut()
  const toast = useToast()
  return (
    <button
      type="button"
      title="Sign out"
      aria-label="Sign out"
      disabled={signOut.isPending}
      onClick={() =>
        signOut.mutate(undefined, {
          onError: (problem) => toast({ text: sayProblem(problem), tone: 'error' }),
        })
      }
      className="hidden size-10 shrink-0 items-center justify-center rounded-full text-soft hover:bg-sunken hover:text-ink lg:inline-flex"
    >
      <LogOut aria-hidden="true" className="size-4.5" />
    </button>
  )
}

import { Button, ButtonAnchor } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'

/** The codes, which are shown this once. */
export function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(`Recovery codes of Campus Connect\n\n${codes.join('\n')}\n`)}`
  return (
    <Dialog open title="Keep these codes" onClose={onClose}>
      <div className="flex flex-col gap-4">
        <p className="text-soft">
          Without your phone, each of them signs you in once. They are not shown again: print them, or put
          them where you keep passwords.
        </p>
        <ul className="grid gap-x-6 gap-y-1 rounded-xl bg-sunken p-4 font-mono text-sm sm:grid-cols-2">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className="flex flex-col gap-2 sm:flex-row sm:justify-end">
          <ButtonAnchor variant="secondary" href={file} download="campus-connect-recovery-codes.txt">
            Save as a file
          </ButtonAnchor>
          <Button onClick={onClose}>I have kept them</Button>
        </div>
      </div>
    </Dialog>
  )
}

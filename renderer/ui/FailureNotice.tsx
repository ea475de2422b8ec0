import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Notice } from './Notice.tsx'

/** What went wrong, said where it happened and spoken at once, with the one thing to do about it. */
export function FailureNotice({
  onAgain,
  children,
}: {
  /** Does again what failed. */
  onAgain: () => void
  /** The sentence: what happened, what is kept. */
  children: ReactNode
}) {
  return (
    <div role="alert">
      <Notice
        tone="danger"
        actions={
          <Button look="text" onClick={onAgain}>
            Retry
          </Button>
        }
      >
        {children}
      </Notice>
    </div>
  )
}

import { FilePlus } from 'lucide-react'
import { runCommand } from '../../commands/registry.ts'
import { Button } from '../../ui/Button.tsx'
import styles from './AddFile.module.css'

/** Asks for files to capture, as the command of the whole window does; inline it stands among words. */
export function AddFile({ isInline }: { isInline: boolean }) {
  return (
    <Button
      look={isInline ? 'text' : 'bordered'}
      aria-label="Add a file…"
      onClick={() => runCommand('capture.file')}
    >
      {isInline ? null : <FilePlus size={18} strokeWidth={1.5} aria-hidden="true" />}
      <span className={styles.name}>Add a file…</span>
    </Button>
  )
}

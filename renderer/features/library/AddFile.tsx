import { FilePlus } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { register } from '../../commands/registry.ts'
import { fileEndings } from '../../stores/file-endings.ts'
import { Button } from '../../ui/Button.tsx'
import styles from './AddFile.module.css'
import type { Intake } from './intake.ts'

/** Chooses files to capture; inline it stands among words. */
export function AddFile({ intake, isInline }: { intake: Intake; isInline: boolean }) {
  const input = useRef<HTMLInputElement>(null)
  const take = (files: FileList | null): void => {
    if (files !== null && files.length > 0) void intake.takeFiles([...files])
  }
  useEffect(() => register({ 'capture.file': () => input.current?.click() }), [])
  return (
    <>
      <Button
        look={isInline ? 'text' : 'bordered'}
        aria-label="Add a file…"
        onClick={() => input.current?.click()}
      >
        {isInline ? null : <FilePlus size={18} strokeWidth={1.5} aria-hidden="true" />}
        <span className={styles.name}>Add a file…</span>
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={fileEndings.join(',')}
        aria-label="Files to add"
        onChange={(event) => {
          take(event.currentTarget.files)
          // The same file may be chosen again.
          event.currentTarget.value = ''
        }}
      />
    </>
  )
}

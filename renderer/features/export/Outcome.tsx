import { CircleCheck } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { assertNever } from '../../../shared/errors.ts'
import type { Writing } from '../../stores/export-writing.ts'
import { Button } from '../../ui/Button.tsx'
import { countOf } from '../../ui/count-of.ts'
import { Notice } from '../../ui/Notice.tsx'
import styles from './Outcome.module.css'

/** How the writing goes or went: progress, what lies where with its hash, or why not and what to do. */
export function Outcome({
  writing,
  onReplace,
  onStop,
}: {
  writing: Writing
  onReplace: () => void
  onStop: () => void
}) {
  const end = useRef<HTMLDivElement>(null)
  const { phase } = writing
  useEffect(() => {
    if (phase !== 'idle') end.current?.scrollIntoView({ block: 'nearest' })
  }, [phase])
  return <div ref={end}>{outcomeOf(writing, onReplace, onStop)}</div>
}

function outcomeOf(writing: Writing, onReplace: () => void, onStop: () => void): ReactNode {
  switch (writing.phase) {
    case 'idle':
      return null
    case 'writing':
      return (
        <div className={styles.writing}>
          <progress
            max={writing.total ?? 1}
            value={writing.total === null ? 0 : writing.done}
            aria-label="Exporting"
          />
          <span>{writing.total === null ? 'Reading' : `${writing.done} of ${writing.total}`}</span>
          <Button look="text" onClick={onStop}>
            Stop
          </Button>
        </div>
      )
    case 'failed': {
      const { code, message } = writing.failure
      return (
        <div role="alert">
          <Notice tone={code === 'cancelled' ? 'quiet' : 'danger'}>{message}</Notice>
          {code === 'already-exists' ? (
            <p className={styles.action}>
              <Button onClick={onReplace}>Replace</Button>
            </p>
          ) : null}
        </div>
      )
    }
    case 'written':
      return <Written writing={writing} />
    default:
      return assertNever(writing)
  }
}

function Written({
  writing: { path, report },
}: {
  writing: Extract<Writing, { phase: 'written' }>
}) {
  const { files, passages, leftOut, warnings } = report
  return (
    <section className={styles.written} aria-label="What was exported">
      <p className={styles.head}>
        <CircleCheck size={16} strokeWidth={1.75} aria-hidden="true" />
        <span>
          <strong>Exported {countOf(passages, 'passage')}</strong>
          {leftOut.length === 0 ? '. ' : `, ${leftOut.length} left out. `}
          {files.length === 1
            ? 'The file and its SHA-256:'
            : `${files.length} files in ${path}, each with its SHA-256:`}
        </span>
      </p>
      <ul>
        {files.map((file) => (
          <li key={file.path}>
            <span className={styles.path}>{nameWithin(file.path, path, files.length)}</span>
            <code>{file.sha256}</code>
          </li>
        ))}
      </ul>
      {warnings.map((warning) => (
        <Notice key={warning} tone="warn">
          {warning}
        </Notice>
      ))}
    </section>
  )
}

/** The whole path of a single file; among several, what tells them apart. */
function nameWithin(file: string, folder: string, files: number): string {
  const inside = file.startsWith(folder) ? file.slice(folder.length).replace(/^[/\\]+/u, '') : ''
  return files === 1 || inside === '' ? file : inside
}

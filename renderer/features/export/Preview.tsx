import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { ExportPreview } from '../../../shared/api/contract.ts'
import { assertNever } from '../../../shared/errors.ts'
import { hashOf } from '../../stores/location.ts'
import { Button } from '../../ui/Button.tsx'
import { countOf } from '../../ui/count-of.ts'
import { FailureNotice } from '../../ui/FailureNotice.tsx'
import { CsvTable } from './CsvTable.tsx'
import type { Preview as PreviewState } from './export-desk.ts'
import { sizeOf, type ExportFormat } from './formats.ts'
import { markdownLines } from './markdown-lines.ts'
import styles from './Preview.module.css'

type File = ExportPreview['files'][number]

/** The files as they would be written now: one in sight, the others a step away. */
export function Preview({ preview, onAgain }: { preview: PreviewState; onAgain: () => void }) {
  const { shown, failure, isReading } = preview
  const [chosen, setChosen] = useState(0)
  const files = shown?.preview.files ?? []
  const at = Math.min(chosen, Math.max(0, files.length - 1))
  const file = files[at]
  return (
    <>
      <header className={styles.bar}>
        <h2>Preview</h2>
        {file === undefined ? null : (
          <span className={styles.facts}>
            {files.length > 1 ? (
              <span className={styles.name}>{file.path}</span>
            ) : (
              'the file itself'
            )}
            {`, ${sizeOf(file.sizeBytes)}`}
          </span>
        )}
        {files.length < 2 ? null : (
          <span className={styles.pager}>
            <Button
              look="icon"
              aria-label="Previous file"
              disabled={at === 0}
              onClick={() => setChosen(at - 1)}
            >
              <ChevronLeft size={16} strokeWidth={1.75} aria-hidden="true" />
            </Button>
            {`${at + 1} of ${files.length}`}
            <Button
              look="icon"
              aria-label="Next file"
              disabled={at === files.length - 1}
              onClick={() => setChosen(at + 1)}
            >
              <ChevronRight size={16} strokeWidth={1.75} aria-hidden="true" />
            </Button>
          </span>
        )}
      </header>
      <div className={styles.ground} data-stale={isReading}>
        {failure === null ? null : (
          <Failed code={failure.code} sentence={failure.message} onAgain={onAgain} />
        )}
        {shown === null || file === undefined ? null : (
          <Sheet
            format={shown.format}
            file={file}
            files={files}
            total={shown.preview.totalFiles}
            onFile={setChosen}
          />
        )}
        {shown === null && failure === null ? (
          <p className={styles.reading}>Reading what would be written…</p>
        ) : null}
      </div>
    </>
  )
}

function Failed({
  code,
  sentence,
  onAgain,
}: {
  code: string
  sentence: string
  onAgain: () => void
}) {
  if (code === 'nothing-to-export') {
    return (
      <div className={styles.nothing}>
        <p>{sentence}</p>
        <p>
          Tag some words of an article in the <a href={hashOf({ place: 'library' })}>Library</a>, or
          choose something else to export.
        </p>
      </div>
    )
  }
  return (
    <div className={styles.failed}>
      <FailureNotice onAgain={onAgain}>{sentence}</FailureNotice>
    </div>
  )
}

function Sheet({
  format,
  file,
  files,
  total,
  onFile,
}: {
  format: ExportFormat
  file: File
  files: readonly File[]
  /** How many files it would be; a preview may show fewer. */
  total: number
  onFile: (index: number) => void
}) {
  return (
    <section
      className={styles.sheet}
      data-format={format}
      aria-label={file.path}
      // It scrolls by the keyboard, so the keyboard must reach it.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {files.length < 2 ? null : <FileList files={files} current={file} onFile={onFile} />}
      {files.length >= total ? null : (
        <p className={styles.more}>
          {`${files.length} of ${countOf(total, 'file')} shown. All of them are written.`}
        </p>
      )}
      <FileText format={format} text={file.text} />
      <Cut file={file} />
    </section>
  )
}

function FileList({
  files,
  current,
  onFile,
}: {
  files: readonly File[]
  current: File
  onFile: (index: number) => void
}) {
  return (
    <ol className={styles.files} aria-label="Files">
      {files.map((file, index) => (
        <li key={file.path}>
          <button
            type="button"
            aria-current={file === current ? 'true' : undefined}
            onClick={() => onFile(index)}
          >
            <span>{file.path}</span>
            <span>{sizeOf(file.sizeBytes)}</span>
          </button>
        </li>
      ))}
    </ol>
  )
}

function FileText({ format, text }: { format: ExportFormat; text: string }) {
  switch (format) {
    case 'markdown':
      return (
        <pre className={styles.markdown}>
          {markdownLines(text).map(({ kind, source }, index) => (
            // Lines of a file are told apart by their place alone.
            // oxlint-disable-next-line react/no-array-index-key
            <span key={index} data-kind={kind} dir="auto">
              {source === '' ? '\n' : source}
            </span>
          ))}
        </pre>
      )
    case 'csv':
      return <CsvTable text={text} />
    case 'w3c':
      return <pre className={styles.code}>{text}</pre>
    default:
      return assertNever(format)
  }
}

/** A preview that shows less than the file says so. */
function Cut({ file: { text, sizeBytes } }: { file: File }) {
  const shownBytes = new TextEncoder().encode(text).length
  if (shownBytes >= sizeBytes) return null
  return (
    <p className={styles.cut}>
      {`The preview stops here, after ${sizeOf(shownBytes)} of ${sizeOf(sizeBytes)} (${countOf(text.length, 'character')}). The file is written whole.`}
    </p>
  )
}

import { CircleAlert, TriangleAlert } from 'lucide-react'
import { assertNever } from '../../../shared/errors.ts'
import { failedActions, type RowTools } from '../../stores/failed-actions.ts'
import { isStopped } from '../../stores/failed-captures.ts'
import { hashOf } from '../../stores/location.ts'
import { overallProgress, progressWords } from '../../stores/overall-progress.ts'
import { Button } from '../../ui/Button.tsx'
import { countOf } from '../../ui/count-of.ts'
import { splitSentence, withoutScheme } from '../../ui/failure-words.ts'
import { MarkBox } from '../../ui/MarkBox.tsx'
import { ProgressRing } from '../../ui/ProgressRing.tsx'
import { datedLine, secondLine, sourceOf } from './article-facts.ts'
import type { Row } from './library-rows.ts'
import { PassagesBar } from './PassagesBar.tsx'
import styles from './RowView.module.css'

type Shown<Kind extends Row['kind']> = { row: Extract<Row, { kind: Kind }>; isActive: boolean }

/** What stands in a row, as cells; the list draws the row itself. */
export function RowView({
  row,
  isActive,
  mark,
  today,
  tools,
}: {
  row: Row
  isActive: boolean
  /** Whether the article of the row is marked, and what changes that. */
  mark: { isMarked: boolean; onToggle: () => void }
  today: string
  tools: RowTools
}) {
  switch (row.kind) {
    case 'day':
      return <DayCells row={row} />
    case 'article':
      return <ArticleCells row={row} isActive={isActive} mark={mark} today={today} />
    case 'capture':
      return <CaptureCells row={row} isActive={isActive} tools={tools} />
    case 'failed':
      return <FailedCells row={row} isActive={isActive} tools={tools} />
    default:
      return assertNever(row)
  }
}

function DayCells({ row }: { row: Shown<'day'>['row'] }) {
  return (
    <td className={styles.day}>
      <h2>{row.heading}</h2>
      {row.articles === 0 ? null : <span>{countOf(row.articles, 'article')}</span>}
    </td>
  )
}

function ArticleCells({
  row,
  isActive,
  mark,
  today,
}: Shown<'article'> & { mark: { isMarked: boolean; onToggle: () => void }; today: string }) {
  const { item, warnings } = row
  const { warning, rest } = secondLine(item, warnings, today)
  return (
    <>
      <td className={styles.main}>
        <span className={styles.sign} data-tone="warn">
          {warning === null ? null : (
            <TriangleAlert size={16} strokeWidth={1.5} aria-hidden="true" />
          )}
        </span>
        <span className={styles.mark}>
          <MarkBox {...mark} isActive={isActive} />
        </span>
        <a
          className={styles.title}
          href={hashOf({ place: 'reader', articleId: item.row.id })}
          tabIndex={-1}
          dir="auto"
        >
          {item.row.title}
        </a>
        <p className={styles.second} data-warns={warning !== null}>
          {warning === null ? null : <strong data-tone="warn">{warning}</strong>}
          {rest === '' ? null : <span dir="auto">{rest}</span>}
        </p>
      </td>
      <td className={styles.source}>
        <span dir="auto">{sourceOf(item)}</span>
        <span>{datedLine(item, today)}</span>
      </td>
      <td className={styles.passages}>
        <PassagesBar passages={item.passages} />
      </td>
    </>
  )
}

function CaptureCells({ row, isActive, tools }: Shown<'capture'> & { tools: RowTools }) {
  const { number, label, state } = row.capture
  const progress = state.phase === 'running' ? state.progress : null
  const share = progress === null ? 0 : overallProgress(progress)
  const words = state.phase === 'waiting' ? 'Waiting for its turn' : 'Asking for the page'
  return (
    <>
      <td className={styles.main}>
        <span className={styles.sign} data-tone="accent">
          <ProgressRing share={share} />
        </span>
        <AddressLine label={label} />
        <p className={styles.second}>{progress === null ? words : progressWords(progress)}</p>
      </td>
      <td className={styles.actions}>
        <progress
          className={styles.progress}
          max={1}
          value={share}
          aria-label={`Capturing ${withoutScheme(label)}`}
        />
        <Button
          look="text"
          tabIndex={isActive ? 0 : -1}
          onClick={() => tools.captures.stop(number)}
        >
          Stop
        </Button>
      </td>
    </>
  )
}

function FailedCells({ row, isActive, tools }: Shown<'failed'> & { tools: RowTools }) {
  const wasStopped = isStopped(row.failure)
  const tone = wasStopped ? 'quiet' : 'danger'
  const { what, rest } = splitSentence(row.failure.message)
  return (
    <>
      <td className={styles.main}>
        <span className={styles.sign} data-tone={tone}>
          <CircleAlert size={16} strokeWidth={1.5} aria-hidden="true" />
          <span className="visually-hidden">{wasStopped ? 'Stopped:' : 'Not captured:'}</span>
        </span>
        <AddressLine label={row.label} />
        <p className={styles.reason}>
          <strong data-tone={tone}>{what}</strong> {rest}
        </p>
      </td>
      <td className={styles.actions}>
        {failedActions(row, tools).map(({ name, run }) => (
          <Button key={name} look="text" tabIndex={isActive ? 0 : -1} onClick={run}>
            {name}
          </Button>
        ))}
      </td>
    </>
  )
}

function AddressLine({ label }: { label: string }) {
  return (
    <p className={styles.address} title={label}>
      {withoutScheme(label)}
    </p>
  )
}

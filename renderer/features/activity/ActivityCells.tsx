import { CircleAlert, CircleCheck, CircleSlash } from 'lucide-react'
import type { ReactNode } from 'react'
import { assertNever } from '../../../shared/errors.ts'
import { failedActions, type RowAction, type RowTools } from '../../stores/failed-actions.ts'
import { isStopped } from '../../stores/failed-captures.ts'
import { overallProgress, progressWords } from '../../stores/overall-progress.ts'
import { Button } from '../../ui/Button.tsx'
import { countOf } from '../../ui/count-of.ts'
import { splitSentence, withoutScheme } from '../../ui/failure-words.ts'
import { ProgressRing } from '../../ui/ProgressRing.tsx'
import styles from './ActivityCells.module.css'
import type { ActivityRow } from './activity-rows.ts'
import { exportActions, type Exporting } from './export-actions.ts'

/** What acting on a line needs. */
export type ActivityTools = RowTools & { exporting: Exporting; onRetryAll: () => void }

type Shown<Kind extends ActivityRow['kind']> = {
  row: Extract<ActivityRow, { kind: Kind }>
  isActive: boolean
  tools: ActivityTools
}

/** What stands in a line of the tray, as cells; the list draws the line itself. */
export function ActivityCells({
  row,
  ...rest
}: Omit<Shown<ActivityRow['kind']>, 'row'> & { row: ActivityRow }) {
  switch (row.kind) {
    case 'head':
      return <HeadCells row={row} {...rest} />
    case 'capture':
      return <CaptureCells row={row} {...rest} />
    case 'failed':
      return <FailedCells row={row} {...rest} />
    case 'export':
      return <ExportCells row={row} {...rest} />
    default:
      return assertNever(row)
  }
}

function HeadCells({ row, tools }: Shown<'head'>) {
  const retriable = row.failed.filter(
    (failed) => retryOf(failedActions(failed, tools)) !== undefined,
  )
  return (
    <td className={styles.head}>
      <h3>{row.words}</h3>
      {retriable.length < 2 ? null : (
        <Button look="text" onClick={tools.onRetryAll}>
          {`Retry all ${retriable.length}`}
        </Button>
      )}
    </td>
  )
}

/** The action that tries again, if there is one. */
export function retryOf(actions: readonly RowAction[]): RowAction | undefined {
  return actions.find(({ name }) => name === 'Retry')
}

function CaptureCells({ row: { capture }, isActive, tools }: Shown<'capture'>) {
  const { number, label, state } = capture
  const progress = state.phase === 'running' ? state.progress : null
  const words = state.phase === 'waiting' ? 'Waiting for its turn' : 'Asking for the page'
  const cancel = { name: 'Stop', run: () => tools.captures.stop(number) }
  return (
    <Cells
      tone={state.phase === 'waiting' ? 'quiet' : 'accent'}
      sign={<ProgressRing share={progress === null ? 0 : overallProgress(progress)} />}
      label={withoutScheme(label)}
      actions={[cancel]}
      isActive={isActive}
    >
      {progress === null ? words : progressWords(progress)}
    </Cells>
  )
}

function FailedCells({ row, isActive, tools }: Shown<'failed'>) {
  const wasStopped = isStopped(row.failure)
  return (
    <Cells
      tone={wasStopped ? 'quiet' : 'danger'}
      sign={<Sign word={wasStopped ? 'Stopped:' : 'Not captured:'} isStopped={wasStopped} />}
      label={withoutScheme(row.label)}
      actions={failedActions(row, tools)}
      isActive={isActive}
    >
      <Reason message={row.failure.message} />
    </Cells>
  )
}

function ExportCells({ row: { writing }, isActive, tools }: Shown<'export'>) {
  const actions = exportActions(writing, tools.exporting)
  const { path } = writing
  switch (writing.phase) {
    case 'writing': {
      const { done, total } = writing
      const share = total === null || total === 0 ? 0 : done / total
      const words = total === null ? 'Reading' : `Writing, ${done} of ${total}`
      return (
        <Cells
          tone="accent"
          sign={<ProgressRing share={share} />}
          label={path}
          {...{ actions, isActive }}
        >
          {words}
        </Cells>
      )
    }
    case 'failed': {
      const wasStopped = isStopped(writing.failure)
      const sign = <Sign word={wasStopped ? 'Stopped:' : 'Not exported:'} isStopped={wasStopped} />
      return (
        <Cells
          tone={wasStopped ? 'quiet' : 'danger'}
          sign={sign}
          label={path}
          {...{ actions, isActive }}
        >
          <Reason message={writing.failure.message} />
        </Cells>
      )
    }
    case 'written': {
      const sign = <CircleCheck size={16} strokeWidth={1.5} aria-hidden="true" />
      return (
        <Cells tone="ok" sign={sign} label={path} {...{ actions, isActive }}>
          {`Exported ${countOf(writing.report.passages, 'passage')}`}
        </Cells>
      )
    }
    default:
      return assertNever(writing)
  }
}

function Sign({ word, isStopped: wasStopped }: { word: string; isStopped: boolean }) {
  const Icon = wasStopped ? CircleSlash : CircleAlert
  return (
    <>
      <Icon size={16} strokeWidth={1.5} aria-hidden="true" />
      <span className="visually-hidden">{word}</span>
    </>
  )
}

function Reason({ message }: { message: string }) {
  const { what, rest } = splitSentence(message)
  return (
    <>
      <strong>{what}</strong> {rest}
    </>
  )
}

function Cells({
  tone,
  sign,
  label,
  actions,
  isActive,
  children,
}: {
  tone: 'accent' | 'danger' | 'quiet' | 'ok'
  sign: ReactNode
  label: string
  actions: readonly RowAction[]
  isActive: boolean
  children: ReactNode
}) {
  return (
    <>
      <td className={styles.main} data-tone={tone}>
        <span className={styles.sign}>{sign}</span>
        <p className={styles.label} title={label}>
          {label}
        </p>
        <p className={styles.words}>{children}</p>
      </td>
      <td className={styles.actions}>
        {actions.map(({ name, run }) => (
          <Button key={name} look="text" tabIndex={isActive ? 0 : -1} onClick={run}>
            {name}
          </Button>
        ))}
      </td>
    </>
  )
}

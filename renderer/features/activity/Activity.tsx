import { X } from 'lucide-react'
import { useEffect, useId, useRef, type FocusEvent, type KeyboardEvent } from 'react'
import { isPressed } from '../../commands/keymap.ts'
import { isUnderWay } from '../../stores/captures.ts'
import { failedActions } from '../../stores/failed-actions.ts'
import { successorOf } from '../../stores/failed-captures.ts'
import { useStore } from '../../stores/store.ts'
import { Button } from '../../ui/Button.tsx'
import { hintOf } from '../../ui/hint-of.ts'
import { RowList } from '../../ui/RowList.tsx'
import { useNeverOnBody } from '../../ui/use-never-on-body.ts'
import styles from './Activity.module.css'
import { ActivityCells, retryOf, type ActivityTools } from './ActivityCells.tsx'
import { activityRows, type ActivityRow } from './activity-rows.ts'
import { exportActions } from './export-actions.ts'
import { RunSummary } from './RunSummary.tsx'
import { lastRun } from './run-summary.ts'

/**
 * What is under way and what failed, over whatever place is open, which stays usable. It stays until it
 * is closed, tells the same stores as the rows of the Library, and begins at its first line.
 */
export function Activity({
  tools: given,
  onClose,
}: {
  tools: Omit<ActivityTools, 'onRetryAll'>
  /** Closes it; the focus is the caller's to give back. */
  onClose: () => void
}) {
  const { attempts } = useStore(given.library.state)
  const captures = useStore(given.captures.state)
  const writing = useStore(given.exporting.writing)
  const rows = activityRows(attempts, captures, writing)
  const run = lastRun(captures, attempts)
  const tray = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const onFocus = useFocusInside(tray)
  const retry = (row: ActivityRow): void => retryOf(actionsOf(row, tools))?.run()
  const tools: ActivityTools = { ...given, onRetryAll: () => rows.forEach(retry) }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isPressed(event.nativeEvent, 'tray.close') || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    onClose()
  }
  return (
    // A layer that isn't modal: the keys go on in the list behind it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={tray}
      open
      className={styles.tray}
      aria-labelledby={titleId}
      tabIndex={-1}
      data-print="no"
      onKeyDown={onKeyDown}
      {...onFocus}
    >
      <header className={styles.head}>
        <h2 id={titleId}>Activity</h2>
        {rows.length === 0 ? null : <span>Work goes on while you read</span>}
        <Button look="icon" aria-label="Close Activity" onClick={onClose}>
          <X size={16} strokeWidth={1.5} aria-hidden="true" />
        </Button>
      </header>
      {run === null ? null : (
        <RunSummary
          run={run}
          onStop={() =>
            captures.filter(isUnderWay).forEach(({ number }) => given.captures.stop(number))
          }
        />
      )}
      {rows.length === 0 ? (
        <p className={styles.nothing}>
          Nothing is under way, and nothing waits for you. Captures and exports show here while they
          run, and those that fail stay until you dismiss them.
        </p>
      ) : (
        <RowList
          label="Activity"
          rows={rows}
          isStop={({ kind }) => kind !== 'head'}
          successorOf={(key) => successorOf(key, captures)}
          initialKey={null}
          heightOf={({ kind }) => (kind === 'head' ? 41 : 54)}
          rowClass={({ kind }) => (kind === 'head' ? undefined : styles[kind])}
          rowCommands={{ 'list.retry': retry }}
          onOpen={() => false}
        >
          {(row, isActive) => <ActivityCells row={row} isActive={isActive} tools={tools} />}
        </RowList>
      )}
      <Foot rows={rows} />
    </dialog>
  )
}

function actionsOf(row: ActivityRow, tools: ActivityTools) {
  if (row.kind === 'failed') return failedActions(row, tools)
  return row.kind === 'export' ? exportActions(row.writing, tools.exporting) : []
}

function Foot({ rows }: { rows: readonly ActivityRow[] }) {
  const hints = [
    ...(rows.length > 1 ? [hintOf('list.next', 'list.previous')] : []),
    ...(rows.some(({ kind }) => kind === 'failed') ? [hintOf('list.retry')] : []),
    hintOf('tray.close'),
  ]
  return (
    <footer className={styles.foot}>
      <ul aria-label="Keys of Activity">
        {hints.map(({ keys, title }) => (
          <li key={keys}>
            <kbd>{keys}</kbd> {title}
          </li>
        ))}
      </ul>
      <span>Stays open until you close it</span>
    </footer>
  )
}

/** Begins at the first line, and keeps the focus here when the line that had it is gone. */
function useFocusInside(tray: { current: HTMLDialogElement | null }) {
  const hasFocus = useRef(false)
  useEffect(() => {
    const first = tray.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')
    ;(first ?? tray.current)?.focus({ preventScroll: true })
  }, [tray])
  useNeverOnBody(() => (hasFocus.current ? tray.current : null))
  return {
    onFocus: () => {
      hasFocus.current = true
    },
    onBlur: ({ target }: FocusEvent) => {
      // A removed element blurs too: then the focus is still to be kept here.
      queueMicrotask(() => {
        const isInside = tray.current?.contains(document.activeElement) === true
        if (target.isConnected && !isInside) hasFocus.current = false
      })
    },
  }
}

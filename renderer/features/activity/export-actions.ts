import { assertNever } from '../../../shared/errors.ts'
import type { Writing } from '../../stores/export-writing.ts'
import type { RowAction } from '../../stores/failed-actions.ts'
import type { Store } from '../../stores/store.ts'

/** The export of this window, as Export drives it. */
export type Exporting = {
  writing: Store<Writing>
  write(force: boolean): Promise<void>
  stop(): void
  /** Leads to Export, where everything about it can be changed. */
  show(): void
}

/** What can be done about the export. Replacing a file is decided where one sees what goes out. */
export function exportActions(
  writing: Exclude<Writing, { phase: 'idle' }>,
  { writing: store, write, stop, show }: Exporting,
): RowAction[] {
  const dismiss = { name: 'Dismiss', run: () => store.set({ phase: 'idle' }) }
  switch (writing.phase) {
    case 'writing':
      return [{ name: 'Stop', run: stop }]
    case 'failed': {
      const remedy =
        writing.failure.code === 'already-exists'
          ? { name: 'Open Export', run: show }
          : { name: 'Retry', run: () => void write(false) }
      return [remedy, dismiss]
    }
    case 'written':
      return [dismiss]
    default:
      return assertNever(writing)
  }
}

import { ChevronLeft, PanelRight, Tags } from 'lucide-react'
import type { ArticleView } from '../../../shared/api/views.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { fullMomentOf, momentOf } from '../../ui/dates.ts'
import type { PanelTab } from './reading.ts'
import styles from './ReaderBar.module.css'

/** The bar over an article: the way back, where it comes from, when it was captured, which version. */
export function ReaderBar({
  article,
  passages,
  openTab,
  onPanel,
  onVersion,
  onLeave,
}: {
  article: ArticleView
  passages: number
  /** The side of the panel that lies open over the text; null: none. */
  openTab: PanelTab | null
  onPanel: (tab: PanelTab) => void
  onVersion: (versionId: Id) => void
  onLeave: () => void
}) {
  const { version, versions, metadata } = article
  const outlet = metadata.outlet.value
  return (
    <header className={styles.bar} data-print="no">
      <button type="button" className={styles.back} onClick={onLeave} aria-label="Library">
        <ChevronLeft size={16} strokeWidth={1.75} aria-hidden="true" />
        <span className={styles.backName}>Library</span>
      </button>
      <span className={styles.rule} aria-hidden="true" />
      {outlet === null ? null : <span className={styles.outlet}>{outlet}</span>}
      <time
        className={styles.captured}
        dateTime={version.capturedAt}
        title={`Captured on ${fullMomentOf(version.capturedAt)}`}
      >
        Captured {momentOf(version.capturedAt)}
      </time>
      {versions.length < 2 ? null : (
        <select
          className={styles.version}
          aria-label="Version"
          value={version.id}
          onChange={(event) => onVersion(event.target.value)}
        >
          {versions.map(({ id, number, capturedAt }) => (
            <option key={id} value={id} title={momentOf(capturedAt)}>
              Version {number} of {versions.length}
            </option>
          ))}
        </select>
      )}
      <span className={styles.panels}>
        <button
          type="button"
          className={styles.panel}
          aria-label="Codebook"
          aria-expanded={openTab === 'codebook'}
          aria-controls="panel"
          onClick={() => onPanel('codebook')}
        >
          <Tags size={16} strokeWidth={1.75} aria-hidden="true" />
          <span className={styles.panelName}>Codebook</span>
        </button>
        <button
          type="button"
          className={styles.panel}
          aria-expanded={openTab === 'passages'}
          aria-controls="panel"
          onClick={() => onPanel('passages')}
        >
          <PanelRight size={16} strokeWidth={1.75} aria-hidden="true" />
          <span>Passages</span> {passages}
        </button>
      </span>
    </header>
  )
}

import type { Client } from '../../../shared/api/client.ts'
import type { LibraryStore } from '../../stores/library-store.ts'
import { useStore } from '../../stores/store.ts'
import styles from './FirstMinute.module.css'
import { FirstSteps } from './FirstSteps.tsx'
import { NameLine } from './NameLine.tsx'
import { SampleLine } from './SampleLine.tsx'

/** What a newcomer sees above the place that is open; nothing once the first minute is over. */
export function FirstMinute({ client, library }: { client: Client; library: LibraryStore }) {
  const { info } = useStore(library.state)
  if (info === null) return null
  const { isSample, firstSteps, coder } = info
  const isOver = firstSteps === null || Object.values(firstSteps).every(Boolean)
  if (!isSample && isOver) return null
  return (
    <aside className={styles.start} aria-label="Your first minute" data-print="no">
      {isSample ? <SampleLine client={client} /> : null}
      {firstSteps === null || isOver ? null : (
        <div className={styles.line}>
          <FirstSteps steps={firstSteps} />
          {coder.isNamed ? null : <NameLine client={client} name={coder.name} />}
        </div>
      )}
    </aside>
  )
}

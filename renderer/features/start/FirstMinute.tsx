import type { Client } from '../../../shared/api/client.ts'
import type { LibraryStore } from '../../stores/library-store.ts'
import { useStore } from '../../stores/store.ts'
import styles from './FirstMinute.module.css'
import { FirstSteps } from './FirstSteps.tsx'
import { NameLine } from './NameLine.tsx'
import { SampleLine } from './SampleLine.tsx'

/**
 * What a newcomer sees above the place that is open. The steps go when they are done or the sample is
 * closed; the name is asked for until it is given.
 */
export function FirstMinute({ client, library }: { client: Client; library: LibraryStore }) {
  const { info } = useStore(library.state)
  if (info === null) return null
  const { isSample, firstSteps, asksName, coder } = info
  const isOver = firstSteps === null || Object.values(firstSteps).every(Boolean)
  if (!isSample && isOver && !asksName) return null
  return (
    <aside className={styles.start} aria-label="Your first minute" data-print="no">
      {isSample ? <SampleLine client={client} /> : null}
      {isOver && !asksName ? null : (
        <div className={styles.line}>
          {firstSteps === null || isOver ? null : <FirstSteps steps={firstSteps} />}
          {asksName ? <NameLine client={client} name={coder.name} /> : null}
        </div>
      )}
    </aside>
  )
}

import { Button } from '../../ui/Button.tsx'
import { clock } from '../../ui/dates.ts'
import styles from './RunSummary.module.css'
import type { RunSummary as Run, Segment } from './run-summary.ts'

/** The captures that began together, a segment each, and how many are in which state. */
export function RunSummary({ run, onStop }: { run: Run; onStop: () => void }) {
  const counts = countsOf(run)
  return (
    <section className={styles.run} aria-label="Captures that began together">
      <div className={styles.title}>
        <h3>{run.toGo > 0 ? 'Capturing' : 'Last captures'}</h3>
        <span>{`${run.segments.length} in all · since ${clock(run.since)}`}</span>
        {run.toGo > 0 ? (
          <Button look="text" onClick={onStop}>
            {run.toGo === 1 ? 'Stop' : `Stop all ${run.toGo}`}
          </Button>
        ) : null}
      </div>
      <div className={styles.segments} aria-hidden="true">
        {run.segments.map((segment) => (
          <Piece key={segment.number} segment={segment} />
        ))}
      </div>
      <ul className={styles.counts}>
        {counts.map(({ count, word, tone }) => (
          <li key={word} data-tone={tone}>
            <strong>{count}</strong> {word}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Piece({ segment: { state, share } }: { segment: Segment }) {
  return (
    <span className={styles.segment} data-state={state}>
      {state === 'running' ? <i style={{ inlineSize: `${Math.max(8, share * 100)}%` }} /> : null}
    </span>
  )
}

type Count = { count: number; word: string; tone: 'plain' | 'danger' | 'quiet' }

function countsOf({ done, failed, stopped, toGo, known }: Run): Count[] {
  const counts: Count[] = [
    { count: done, word: 'done', tone: 'plain' },
    { count: failed, word: 'not captured', tone: 'danger' },
    { count: stopped, word: 'stopped', tone: 'quiet' },
    { count: toGo, word: 'to go', tone: 'plain' },
    { count: known, word: 'with the text that was here already', tone: 'quiet' },
  ]
  return counts.filter(({ count }) => count > 0)
}

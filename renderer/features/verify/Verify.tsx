import { ChevronLeft, CircleCheck, FileX2 } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import {
  isFault,
  summaryOf,
  type Finding,
  type RestingPassage,
  type Verification,
} from '../../../shared/api/verification.ts'
import { assertNever } from '../../../shared/errors.ts'
import { useStore } from '../../stores/store.ts'
import { Button } from '../../ui/Button.tsx'
import { countOf } from '../../ui/count-of.ts'
import { momentOf } from '../../ui/dates.ts'
import { Notice } from '../../ui/Notice.tsx'
import { FindingView } from './FindingView.tsx'
import { headOf, lengthOf, wholeWords, type VerifyDesk, type Verifying } from './verify-desk.ts'
import styles from './Verify.module.css'

/** Reads every file again, and shows what is not as it was kept, with what rests on it. */
export function Verify({
  desk,
  onLeave,
  onOpen,
}: {
  desk: VerifyDesk
  onLeave: () => void
  /** Opens a passage in the Reader. */
  onOpen: (passage: RestingPassage) => void
}) {
  const state = useStore(desk.state)
  const main = useRef<HTMLElement>(null)
  const { phase } = state
  useEffect(() => {
    // What was pressed is gone when the phase changes: the focus stays in the place.
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true })
  }, [phase])
  return (
    <main ref={main} className={styles.verify} tabIndex={-1}>
      <header className={styles.bar}>
        <span className={styles.back} data-print="no">
          <button type="button" onClick={onLeave}>
            <ChevronLeft size={16} strokeWidth={1.75} aria-hidden="true" />
            Library
          </button>
          <span className={styles.rule} aria-hidden="true" />
        </span>
        <h1>Verify library</h1>
        <div className={styles.when}>
          <When state={state} onRun={() => void desk.run()} />
        </div>
      </header>
      <div className={styles.body} aria-busy={phase === 'reading'}>
        {bodyOf(state, desk, onOpen)}
      </div>
      {state.phase === 'done' ? <Foot verification={state.verification} /> : null}
    </main>
  )
}

function When({ state, onRun }: { state: Verifying; onRun: () => void }) {
  if (state.phase !== 'done') return null
  const { finishedAt } = state.verification
  return (
    <>
      <span>
        Finished <time dateTime={finishedAt}>{momentOf(finishedAt)}</time>
        <span className={styles.length}>, {lengthOf(state.verification)}</span>
      </span>
      <Button look="text" onClick={onRun}>
        Run again
      </Button>
    </>
  )
}

function bodyOf(
  state: Verifying,
  desk: VerifyDesk,
  onOpen: (passage: RestingPassage) => void,
): ReactNode {
  switch (state.phase) {
    case 'idle':
      return (
        <Plain>
          <h2 className={styles.headline}>Is everything as it was kept?</h2>
          <p className={styles.sentence}>
            Every file of every version, every record and every line of the custody log is read
            again and held against its hash. Nothing is written, and you can go on working
            meanwhile.
          </p>
          <p>
            <Button look="primary" onClick={() => void desk.run()}>
              Verify
            </Button>
          </p>
        </Plain>
      )
    case 'reading':
      return <Reading state={state} onStop={() => desk.stop()} />
    case 'failed':
      return (
        <Plain>
          <div role="alert">
            <Notice tone="danger">{state.failure.message}</Notice>
          </div>
          <p>
            <Button onClick={() => void desk.run()}>Try again</Button>
          </p>
        </Plain>
      )
    case 'done':
      return <Found verification={state.verification} onOpen={onOpen} />
    default:
      return assertNever(state)
  }
}

function Plain({ children }: { children: ReactNode }) {
  return <div className={styles.plain}>{children}</div>
}

function Reading({
  state: { progress },
  onStop,
}: {
  state: Extract<Verifying, { phase: 'reading' }>
  onStop: () => void
}) {
  return (
    <Plain>
      <h2 className={styles.headline}>Reading every file again</h2>
      <div className={styles.reading}>
        <progress
          max={progress?.total ?? 1}
          value={progress === null ? 0 : progress.done}
          aria-label="Verifying"
        />
        <span>
          {progress === null
            ? 'Reading the custody log'
            : `${progress.done.toLocaleString('en-GB')} of ${countOf(progress.total, 'file')}`}
        </span>
        <Button look="text" onClick={onStop}>
          Cancel
        </Button>
      </div>
      <p className={styles.file}>{progress?.file ?? ' '}</p>
    </Plain>
  )
}

const shownAtFirst = 40

function Found({
  verification,
  onOpen,
}: {
  verification: Verification
  onOpen: (passage: RestingPassage) => void
}) {
  const { findings } = verification
  const faults = findings.filter(isFault).sort(byWhatRests)
  const notes = findings.filter((finding) => !isFault(finding))
  const head = headOf(verification)
  return (
    <>
      {faults.length > 0 ? null : (
        <Plain>
          <p className={styles.whole}>
            <CircleCheck size={18} strokeWidth={1.5} aria-hidden="true" />
            {head}
          </p>
          <h2 className={styles.headline}>{wholeWords}</h2>
        </Plain>
      )}
      <Findings findings={faults} onOpen={onOpen}>
        <p className={styles.damaged}>
          <FileX2 size={18} strokeWidth={1.5} aria-hidden="true" />
          {head}
        </p>
      </Findings>
      {notes.length === 0 ? null : (
        <section aria-label="Also noticed">
          <h2 className={styles.also}>Also noticed</h2>
          <Findings findings={notes} onOpen={onOpen} />
        </section>
      )}
    </>
  )
}

/** What somebody's passages stand on comes first. */
function byWhatRests(a: Finding, b: Finding): number {
  return Number(b.rests.length > 0) - Number(a.rests.length > 0)
}

/** Some of the findings, the rest one press away: a folder that is gone can be a thousand. */
function Findings({
  findings,
  onOpen,
  children = null,
}: {
  findings: readonly Finding[]
  onOpen: (passage: RestingPassage) => void
  /** What stands over the first of them. */
  children?: ReactNode
}) {
  const [shown, setShown] = useState(shownAtFirst)
  const rest = findings.length - shown
  return (
    <>
      {findings.slice(0, shown).map((finding, index) => (
        <FindingView
          key={`${finding.kind} ${finding.file} ${finding.sentence}`}
          finding={finding}
          isFirst={index === 0}
          onOpen={onOpen}
        >
          {index === 0 ? children : null}
        </FindingView>
      ))}
      {rest <= 0 ? null : (
        <p className={styles.more}>
          <Button look="text" onClick={() => setShown((count) => count + shownAtFirst)}>
            {countOf(rest, 'more finding')}
          </Button>
        </p>
      )}
    </>
  )
}

function Foot({ verification }: { verification: Verification }) {
  const { match, rest } = summaryOf(verification)
  const isWhole = !verification.findings.some(isFault)
  return (
    <footer className={styles.foot}>
      <CircleCheck size={16} strokeWidth={1.75} aria-hidden="true" data-whole={isWhole} />
      <p>
        <strong>{match}</strong> {rest}
      </p>
    </footer>
  )
}

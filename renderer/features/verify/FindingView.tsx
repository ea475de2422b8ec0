import { useId, type ReactNode } from 'react'
import { isFault, type Finding, type RestingPassage } from '../../../shared/api/verification.ts'
import styles from './FindingView.module.css'
import { Resting } from './Resting.tsx'
import { shortHash } from './verify-desk.ts'

/** One thing that was found: what, in a sentence, the facts, and what rests on the file. */
export function FindingView({
  finding,
  isFirst,
  children,
  onOpen,
}: {
  finding: Finding
  isFirst: boolean
  /** What stands over the headline. */
  children: ReactNode
  onOpen: (passage: RestingPassage) => void
}) {
  const heading = useId()
  const { headline, sentence, rests } = finding
  return (
    <article
      className={styles.finding}
      aria-labelledby={heading}
      data-fault={isFault(finding)}
      data-first={isFirst}
    >
      <div className={styles.main}>
        {children}
        <h2 id={heading} className={styles.headline} dir="auto">
          {headline}
        </h2>
        <p className={styles.sentence}>{sentence}</p>
        <Facts finding={finding} />
      </div>
      {rests.length === 0 ? null : <Resting passages={rests} onOpen={onOpen} />}
    </article>
  )
}

function Facts({ finding }: { finding: Finding }) {
  const { file, expected, found } = finding
  const slash = file.lastIndexOf('/') + 1
  const size = sizeOf(finding)
  return (
    <dl className={styles.facts}>
      <div>
        <dt>File</dt>
        <dd className={styles.path}>
          <span>{file.slice(0, slash)}</span>
          {file.slice(slash)}
        </dd>
      </div>
      {size === null ? null : (
        <div>
          <dt>Size</dt>
          <dd>{size}</dd>
        </div>
      )}
      {expected === null ? null : (
        <div>
          <dt>Expected</dt>
          <dd title={expected} className={styles.hash}>
            {shortHash(expected)}
          </dd>
        </div>
      )}
      {found === null ? null : (
        <div data-found>
          <dt>Found</dt>
          <dd title={found} className={styles.hash}>
            {shortHash(found)}
          </dd>
        </div>
      )}
    </dl>
  )
}

/** `2,418,113 bytes, as recorded`, or both sizes; null where nothing is known of it. */
function sizeOf({ sizeExpected, sizeFound }: Finding): string | null {
  const bytes = (count: number): string =>
    `${count.toLocaleString('en-GB')} ${count === 1 ? 'byte' : 'bytes'}`
  if (sizeFound === null) return sizeExpected === null ? null : `${bytes(sizeExpected)} recorded`
  if (sizeExpected === null) return bytes(sizeFound)
  return sizeExpected === sizeFound
    ? `${bytes(sizeFound)}, as recorded`
    : `${bytes(sizeFound)}; ${bytes(sizeExpected)} recorded`
}

import { useState } from 'react'
import type { RestingPassage } from '../../../shared/api/verification.ts'
import { hashOf } from '../../stores/location.ts'
import { Button } from '../../ui/Button.tsx'
import { countOf } from '../../ui/count-of.ts'
import { TagSample } from '../../ui/TagSample.tsx'
import styles from './Resting.module.css'

const shownAtFirst = 4

/** The passages that rest on a file; each opens in the Reader, on the version that it stands on. */
export function Resting({
  passages,
  onOpen,
}: {
  passages: readonly RestingPassage[]
  onOpen: (passage: RestingPassage) => void
}) {
  const [isWhole, setIsWhole] = useState(false)
  const shown = isWhole ? passages : passages.slice(0, shownAtFirst)
  const rest = passages.length - shown.length
  return (
    <section className={styles.resting} aria-label="What rests on it">
      <h3>What rests on it</h3>
      <p className={styles.count}>
        {countOf(passages.length, 'passage')} {passages.length === 1 ? 'rests' : 'rest'} on this
        file.
      </p>
      <ul>
        {shown.map((passage) => (
          <li key={passage.annotationId}>
            <a
              href={hashOf({
                place: 'reader',
                articleId: passage.articleId,
                annotationId: passage.annotationId,
                versionId: passage.versionId,
              })}
              dir="auto"
              onClick={(event) => {
                event.preventDefault()
                onOpen(passage)
              }}
            >
              {passage.exact ?? 'The whole article'}
            </a>
            <p className={styles.made}>
              {passage.tags.map((tag) => (
                <span key={tag.id} title={tag.path.replaceAll('/', ' / ')}>
                  <TagSample look={lookOf(tag)} width={16} />
                  <span dir="auto">{tag.path.slice(tag.path.lastIndexOf('/') + 1)}</span>
                </span>
              ))}
              <span className={styles.coder} dir="auto">
                {passage.coderName}
              </span>
            </p>
          </li>
        ))}
      </ul>
      {rest === 0 ? null : (
        <Button look="text" onClick={() => setIsWhole(true)}>
          {countOf(rest, 'more passage')}
        </Button>
      )}
    </section>
  )
}

function lookOf({
  hue,
  lineStyle,
}: RestingPassage['tags'][number]): { hue: number; lineStyle: number } | null {
  return hue === null || lineStyle === null ? null : { hue, lineStyle }
}

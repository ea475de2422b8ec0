import type { CollectionView, PassageView } from '../../../shared/api/views.ts'
import { hashOf } from '../../stores/location.ts'
import { Button } from '../../ui/Button.tsx'
import { countOf } from '../../ui/count-of.ts'
import { FailureNotice } from '../../ui/FailureNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import styles from './Passages.module.css'
import type { useTakingOut } from './use-taking-out.ts'

/** What a person should know of the list: that it may be old, or that a collection holds more. */
export function Troubles({
  failure,
  unread,
  onAgain,
  takingOut: { taken, sentence, putBack },
  collection,
  passages,
}: {
  failure: string | null
  /** How many files of the library can't be read. */
  unread: number
  onAgain: () => void
  takingOut: ReturnType<typeof useTakingOut>
  collection: CollectionView | null
  passages: readonly PassageView[]
}) {
  const bare = collection === null ? 0 : bareMembers(collection, passages)
  if (failure === null && unread === 0 && bare === 0 && taken === null && sentence === null)
    return null
  return (
    <div className={styles.troubles}>
      {failure === null ? null : <FailureNotice onAgain={onAgain}>{failure}</FailureNotice>}
      <Unread files={unread} />
      {sentence === null ? null : (
        <div role="alert">
          <Notice tone="warn">{sentence}</Notice>
        </div>
      )}
      {taken === null ? null : (
        <Notice
          tone="quiet"
          actions={
            <Button look="text" onClick={putBack}>
              Undo
            </Button>
          }
        >
          {taken.sentence}
        </Notice>
      )}
      {bare === 0 ? null : (
        <Notice tone="quiet">
          {`${countOf(bare, 'article')} of this collection ${bare === 1 ? 'has' : 'have'} no passage yet. A Markdown export names ${bare === 1 ? 'it' : 'them'} all the same.`}
        </Notice>
      )}
    </div>
  )
}

/** That files can't be read; which ones and what to do stands in the Library. */
export function Unread({ files }: { files: number }) {
  if (files === 0) return null
  return (
    <Notice tone="warn">
      {`${countOf(files, 'file')} of this library can’t be read, so passages or tags may be missing here. The `}
      <a href={hashOf({ place: 'library' })}>Library</a> says which, and what to do.
    </Notice>
  )
}

/** How many articles of a collection have no passage to show. */
function bareMembers({ members }: CollectionView, passages: readonly PassageView[]): number {
  const withPassages = new Set(passages.map(({ articleId }) => articleId))
  return members.filter(
    ({ articleId, annotationId }) => annotationId === null && !withPassages.has(articleId),
  ).length
}

import type { CollectionView, PassageView } from '../../../shared/api/views.ts'
import { Button } from '../../ui/Button.tsx'
import { countOf } from '../../ui/count-of.ts'
import { Notice } from '../../ui/Notice.tsx'
import styles from './Passages.module.css'
import type { useTakingOut } from './use-taking-out.ts'

/** What a person should know of the list: that it may be old, or that a collection holds more. */
export function Troubles({
  failure,
  onAgain,
  takingOut: { taken, sentence, putBack },
  collection,
  passages,
}: {
  failure: string | null
  onAgain: () => void
  takingOut: ReturnType<typeof useTakingOut>
  collection: CollectionView | null
  passages: readonly PassageView[]
}) {
  const bare = collection === null ? 0 : bareMembers(collection, passages)
  if (failure === null && bare === 0 && taken === null && sentence === null) return null
  return (
    <div className={styles.troubles}>
      {failure === null ? null : (
        <div role="alert">
          <Notice
            tone="danger"
            actions={
              <Button look="text" onClick={onAgain}>
                Retry
              </Button>
            }
          >
            {failure}
          </Notice>
        </div>
      )}
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
          A passage was taken out of “{taken.name}”. It stays in the library.
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

/** How many articles of a collection have no passage to show. */
function bareMembers({ members }: CollectionView, passages: readonly PassageView[]): number {
  const withPassages = new Set(passages.map(({ articleId }) => articleId))
  return members.filter(
    ({ articleId, annotationId }) => annotationId === null && !withPassages.has(articleId),
  ).length
}

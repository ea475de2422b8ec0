import { useMemo, type ReactNode } from 'react'
import type { CollectionView, PassageView, TagView } from '../../../shared/api/views.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import type { Marks } from '../../stores/marks.ts'
import { useStore } from '../../stores/store.ts'
import { RowList } from '../../ui/RowList.tsx'
import { ArticleHead, PassageCells, type PassageCellsProps } from './PassageCells.tsx'
import cells from './PassageCells.module.css'
import { membership } from './passage-filter.ts'
import { passageKey, passageRows, type PassageRow } from './passage-rows.ts'
import styles from './Passages.module.css'

/** The passages that fit, by article; or that there is none, and what to do. */
export function PassageList({
  isLoading,
  passages,
  tags,
  chosenTag,
  collection,
  marks,
  today,
  lastOpened,
  onOpen,
  onCollect,
  onTag,
  onExport,
  onTakeOut,
  noneFits,
}: {
  isLoading: boolean
  passages: readonly PassageView[]
  tags: readonly TagView[]
  chosenTag: TagView | null
  /** The collection that the list is filtered by: passages can be taken out of it. */
  collection: CollectionView | null
  marks: Marks
  today: string
  /** The row that is active at first. */
  lastOpened: Id | null
  onOpen: (passage: PassageView) => void
  onCollect: (passage: PassageView, beside: HTMLElement) => void
  onTag: (passage: PassageView, beside: HTMLElement) => void
  onExport: () => void
  onTakeOut: (passage: PassageView, collection: CollectionView) => void
  /** What stands there where no passage fits. */
  noneFits: ReactNode
}) {
  const rows = useMemo(() => passageRows(passages), [passages])
  const tagsById = useMemo(() => new Map(tags.map((tag) => [tag.id, tag])), [tags])
  const marked = useStore(marks.store)
  if (isLoading) return <p className={styles.loading}>Reading the passages…</p>
  if (rows.length === 0) return noneFits
  const isMarked = (row: PassageRow): boolean =>
    row.kind === 'passage' && marked.has(row.passage.view.annotation.id)
  const mark = (row: PassageRow): void => {
    if (row.kind === 'passage') marks.toggle(row.passage.view.annotation.id)
  }
  return (
    <RowList
      label="Passages"
      rows={rows}
      isStop={({ kind }) => kind === 'passage'}
      isMarked={isMarked}
      initialKey={lastOpened === null ? null : passageKey(lastOpened)}
      heightOf={({ kind }) => (kind === 'article' ? 38 : 98)}
      hasStickyHeads
      rowClass={({ kind }) => (kind === 'article' ? cells.headRow : cells.row)}
      rowCommands={{
        'list.mark': mark,
        'list.tag': (row, element) => row.kind === 'passage' && onTag(row.passage, element),
        'list.collect': (row, element) => row.kind === 'passage' && onCollect(row.passage, element),
        'list.export': onExport,
      }}
      onOpen={(row) => {
        if (row.kind === 'passage') onOpen(row.passage)
        return true
      }}
    >
      {(row, isActive) =>
        row.kind === 'article' ? (
          <ArticleHead row={row} today={today} />
        ) : (
          <PassageCells
            passage={row.passage}
            tags={tagsById}
            chosenTag={chosenTag}
            today={today}
            isActive={isActive}
            isMarked={isMarked(row)}
            onMark={() => mark(row)}
            takingOut={takingOut(row.passage, collection, onTakeOut)}
          />
        )
      }
    </RowList>
  )
}

/** How the passage is in the collection that is shown, and what takes it out of it. */
function takingOut(
  passage: PassageView,
  collection: CollectionView | null,
  takeOut: (passage: PassageView, collection: CollectionView) => void,
): PassageCellsProps['takingOut'] {
  const how = collection === null ? null : membership(passage, collection)
  if (collection === null || how === null) return null
  return { isWithArticle: how === 'with-article', run: () => takeOut(passage, collection) }
}

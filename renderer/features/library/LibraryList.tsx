import type { ArticleListItem } from '../../../shared/api/views.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import type { ListPlace } from '../../../shared/domain/session.ts'
import type { Capture } from '../../stores/captures.ts'
import type { RowTools } from '../../stores/failed-actions.ts'
import { successorOf } from '../../stores/failed-captures.ts'
import type { Marks } from '../../stores/marks.ts'
import { useStore, type Store } from '../../stores/store.ts'
import { RowList } from '../../ui/RowList.tsx'
import styles from './LibraryList.module.css'
import type { Row } from './library-rows.ts'
import { RowView } from './RowView.tsx'
import { savedForOf } from './saved-for-row.ts'

/** The rows of the Library, walked and marked by keys. */
export function LibraryList({
  rows,
  underWay,
  today,
  tools,
  marks,
  initialKey,
  listPlace,
  onOpen,
  onCollect,
  onTag,
  onExport,
}: {
  rows: readonly Row[]
  underWay: readonly Capture[]
  today: string
  tools: RowTools
  marks: Marks
  /** The row that is active at first. */
  initialKey: string | null
  listPlace: Store<ListPlace | null>
  onOpen: (articleId: Id) => void
  onCollect: (item: ArticleListItem, beside: HTMLElement) => void
  onTag: (item: ArticleListItem, beside: HTMLElement) => void
  onExport: (item: ArticleListItem) => void
}) {
  const marked = useStore(marks.store)
  const isMarked = (row: Row): boolean => row.kind === 'article' && marked.has(row.item.row.id)
  const mark = (row: Row): void => {
    if (row.kind === 'article') marks.toggle(row.item.row.id)
  }
  return (
    <RowList
      label="Articles"
      rows={rows}
      isStop={({ kind }) => kind !== 'day'}
      isMarked={isMarked}
      successorOf={(key) => successorOf(key, underWay)}
      initialKey={initialKey}
      place={listPlace}
      heightOf={({ kind }) => (kind === 'day' ? 30 : 48)}
      rowClass={({ kind }) => (kind === 'day' || kind === 'failed' ? styles[kind] : styles.row)}
      takesCommands={(row, id) =>
        id === 'list.saved' ? savedForOf(row) !== null : row.kind === 'article'
      }
      rowCommands={{
        'list.mark': mark,
        'list.tag': (row, element) => row.kind === 'article' && onTag(row.item, element),
        'list.collect': (row, element) => row.kind === 'article' && onCollect(row.item, element),
        'list.saved': (row) => {
          const savedFor = savedForOf(row)
          if (savedFor !== null) tools.intake.chooseSaved(savedFor)
        },
        'list.export': (row) => row.kind === 'article' && onExport(row.item),
      }}
      onOpen={(row) => {
        if (row.kind === 'article') onOpen(row.item.row.id)
        return row.kind === 'article'
      }}
    >
      {(row, isActive) => (
        <RowView
          row={row}
          isActive={isActive}
          mark={{ isMarked: isMarked(row), onToggle: () => mark(row) }}
          today={today}
          tools={tools}
        />
      )}
    </RowList>
  )
}

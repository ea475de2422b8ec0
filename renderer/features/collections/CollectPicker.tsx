import { Folder, Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import type { CollectionMember } from '../../../shared/domain/collection.ts'
import type { CollectionsStore } from '../../stores/collections.ts'
import { sentenceOf } from '../../stores/failure-of.ts'
import { useStore } from '../../stores/store.ts'
import { countOf } from '../../ui/count-of.ts'
import { hintOf } from '../../ui/hint-of.ts'
import { Picker } from '../../ui/Picker.tsx'
import type { PickerLineLook } from '../../ui/PickerLine.tsx'
import styles from './CollectPicker.module.css'
import { pickerRows, refusalOf, type PickerRow } from './picker-rows.ts'

const closing = hintOf('picker.close')

/**
 * Choosing the collection that members go into: type, Enter. It stands beside what asked for it, and
 * goes when the focus does.
 */
export function CollectPicker({
  collections: store,
  members,
  beside,
  onAdded,
  onClose,
}: {
  collections: CollectionsStore
  members: readonly CollectionMember[]
  /** What asked for it: it stands there. */
  beside: HTMLElement
  onAdded: (name: string, warnings: readonly string[]) => void
  /** `isLeft`: the focus is somewhere else already. */
  onClose: (isLeft: boolean) => void
}) {
  const { collections, problem } = useStore(store.store)
  const [failure, setFailure] = useState<string | null>(null)
  const isAdding = useRef(false)
  const add = async (row: PickerRow): Promise<boolean> => {
    if (isAdding.current) return false
    isAdding.current = true
    setFailure(null)
    try {
      const { collection, warnings } = await store.add(row.name, members)
      onAdded(collection.name, warnings)
    } catch (problemOfAdding) {
      setFailure(sentenceOf(problemOfAdding))
    } finally {
      isAdding.current = false
    }
    return false
  }
  return (
    <Picker
      names={{
        layer: 'Add to a collection',
        field: `Collection for ${wordsFor(members)}`,
        rows: 'Collections',
        placeholder:
          collections.length === 0
            ? 'Name a new collection'
            : 'Find a collection, or name a new one',
      }}
      offer={{ rowsFor: (typed) => pickerRows(collections, typed), lookOf, refusalOf }}
      beside={beside}
      failure={failure ?? problem}
      foot={
        <>
          <span>{`Adds ${wordsFor(members)}.`}</span>
          <span>
            <b>{closing.keys}</b> {closing.title}
          </span>
        </>
      }
      onChoose={add}
      onClose={() => onClose(false)}
      onLeave={onClose}
    />
  )
}

function lookOf(row: PickerRow): PickerLineLook {
  const Icon = row.kind === 'new' ? Plus : Folder
  return {
    key: row.kind === 'new' ? 'new' : row.collection.id,
    icon: <Icon size={16} strokeWidth={1.5} aria-hidden="true" />,
    name: (
      <span className={styles.name}>
        {row.kind === 'new' ? <span className={styles.new}>New collection</span> : null}
        <span dir="auto">{row.name}</span>
      </span>
    ),
    count: row.kind === 'new' ? null : row.collection.articles + row.collection.passages,
    beginsGroup: false,
  }
}

/** What is added, in words: `2 articles`, `3 passages`. */
function wordsFor(members: readonly CollectionMember[]): string {
  const articles = members.filter(({ annotationId }) => annotationId === null).length
  const passages = members.length - articles
  return [
    ...(articles === 0 ? [] : [countOf(articles, 'article')]),
    ...(passages === 0 ? [] : [countOf(passages, 'passage')]),
  ].join(' and ')
}

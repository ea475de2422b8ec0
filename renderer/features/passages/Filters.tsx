import { ChevronDown, ChevronRight, X } from 'lucide-react'
import { useState, type CSSProperties, type ReactNode, type RefObject } from 'react'
import type { Id } from '../../../shared/domain/ids.ts'
import { ariaKeys, commandOf, keyNames } from '../../commands/keymap.ts'
import { Button } from '../../ui/Button.tsx'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { isMac } from '../../ui/platform.ts'
import { TagSample } from '../../ui/TagSample.tsx'
import type { Facets, TagEntry } from './facets.ts'
import styles from './Filters.module.css'
import { untagged, type PassageFilter } from './passage-filter.ts'

/** The column of words, tags and collections to filter by; each says how many passages it leaves. */
export function Filters({
  id,
  words,
  filter,
  facets,
  isOpen,
  card,
  onFilter,
  onClose,
  onLeave,
}: {
  id: string
  words: RefObject<HTMLInputElement | null>
  filter: PassageFilter
  facets: Facets
  /** On a narrow window the column is only there while it is open. */
  isOpen: boolean
  /** What the chosen tag means; null: none is chosen. */
  card: ReactNode
  onFilter: (part: Partial<PassageFilter>) => void
  /** Closes the column, where it can be. */
  onClose: () => void
  /** Goes on to the list. */
  onLeave: () => void
}) {
  const [closed, setClosed] = useState<ReadonlySet<Id>>(new Set())
  const toggle = (tag: Id): void => {
    const next = new Set(closed)
    if (!next.delete(tag)) next.add(tag)
    setClosed(next)
  }
  const chooseTag = (tag: PassageFilter['tag']): void =>
    onFilter({ tag: filter.tag === tag ? null : tag })
  return (
    <section id={id} className={styles.filters} aria-label="Filters" data-open={isOpen}>
      <div className={styles.bar}>
        <h2>Filters</h2>
        <Button look="icon" aria-label="Close the filters" onClick={onClose}>
          <X size={16} strokeWidth={1.5} aria-hidden="true" />
        </Button>
      </div>
      <div className={styles.words}>
        <input
          ref={words}
          type="search"
          value={filter.words}
          onChange={(event) => onFilter({ words: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            const command = commandOf(event.nativeEvent, ['filter.clear', 'filter.leave'])
            if (command === null) return
            if (command === 'filter.clear' && filter.words !== '') onFilter({ words: '' })
            else onLeave()
            event.preventDefault()
          }}
          placeholder="Filter by words"
          aria-label="Words in passage, note or title"
          aria-keyshortcuts={ariaKeys('list.filter', isMac)}
          autoComplete="off"
          spellCheck={false}
        />
        {filter.words === '' ? <KeyCap name={keyNames('list.filter', isMac)} /> : null}
      </div>
      <ul className={styles.tags} aria-label="Tags">
        <Entry
          isChosen={filter.tag === null && filter.collection === null}
          passages={facets.all}
          onChoose={() => onFilter({ tag: null, collection: null })}
        >
          <span className={styles.top}>All passages</span>
        </Entry>
        {openEntries(facets.tags, closed).map((entry) => (
          <TagRow
            key={entry.tag.id}
            entry={entry}
            isChosen={filter.tag === entry.tag.id}
            isClosed={closed.has(entry.tag.id)}
            onChoose={() => chooseTag(entry.tag.id)}
            onToggle={() => toggle(entry.tag.id)}
          />
        ))}
        {facets.untagged === 0 && filter.tag !== untagged ? null : (
          <Entry
            isChosen={filter.tag === untagged}
            passages={facets.untagged}
            onChoose={() => chooseTag(untagged)}
          >
            <span className={styles.top}>Without a tag</span>
          </Entry>
        )}
      </ul>
      {facets.collections.length === 0 ? null : (
        <div className={styles.collections}>
          <h2>Collections</h2>
          <ul aria-label="Collections">
            {facets.collections.map(({ collection, passages }) => (
              <Entry
                key={collection.id}
                isChosen={filter.collection === collection.id}
                passages={passages}
                onChoose={() =>
                  onFilter({
                    collection: filter.collection === collection.id ? null : collection.id,
                  })
                }
              >
                <span className={styles.name} dir="auto">
                  {collection.name}
                </span>
              </Entry>
            ))}
          </ul>
        </div>
      )}
      {card}
    </section>
  )
}

function TagRow({
  entry: { tag, depth, hasBranch, passages },
  isChosen,
  isClosed,
  onChoose,
  onToggle,
}: {
  entry: TagEntry
  isChosen: boolean
  isClosed: boolean
  onChoose: () => void
  onToggle: () => void
}) {
  const Chevron = isClosed ? ChevronRight : ChevronDown
  return (
    <Entry
      isChosen={isChosen}
      passages={passages}
      onChoose={onChoose}
      depth={depth}
      before={
        hasBranch ? (
          <button
            type="button"
            className={styles.chevron}
            aria-label={`Branch ${tag.name}`}
            aria-expanded={!isClosed}
            onClick={onToggle}
          >
            <Chevron size={14} strokeWidth={2} aria-hidden="true" />
          </button>
        ) : null
      }
    >
      {hasBranch && depth === 0 ? null : <TagSample look={tag} />}
      <span className={hasBranch ? styles.top : styles.name} dir="auto">
        {tag.name}
      </span>
      <span className="visually-hidden"> {depth === 0 ? '' : `in ${branchOf(tag.path)}`}</span>
    </Entry>
  )
}

function Entry({
  isChosen,
  passages,
  onChoose,
  depth = 0,
  before = null,
  children,
}: {
  isChosen: boolean
  passages: number
  onChoose: () => void
  depth?: number
  before?: ReactNode
  children: ReactNode
}) {
  return (
    <li
      className={styles.entry}
      data-chosen={isChosen}
      style={{ '--depth': depth } as CSSProperties}
    >
      {before}
      <button type="button" className={styles.choice} aria-pressed={isChosen} onClick={onChoose}>
        {children}
        <span className={styles.count}>{passages.toLocaleString('en-GB')}</span>
      </button>
    </li>
  )
}

/** The entries of which no tag above is closed. */
function openEntries(entries: readonly TagEntry[], closed: ReadonlySet<Id>): TagEntry[] {
  const shut = entries.filter(({ tag }) => closed.has(tag.id)).map(({ tag }) => `${tag.path}/`)
  return entries.filter(({ tag }) => !shut.some((branch) => tag.path.startsWith(branch)))
}

function branchOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')).replaceAll('/', ' / ')
}

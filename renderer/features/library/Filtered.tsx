import { useId, useRef, useState, type ReactNode, type RefObject } from 'react'
import { useNeverOnBody } from '../../ui/use-never-on-body.ts'
import { FilterBar, NoneFits } from './FilterBar.tsx'
import { everyArticle } from './library-filter.ts'
import styles from './Library.module.css'
import { LibraryFilters } from './LibraryFilters.tsx'
import { useFilterKey, type FilteredArticles } from './use-library-filter.ts'

/** The list with what it is filtered by: the column beside it, the bar over it. */
export function Filtered({
  place,
  filtered: { filter, chosenTags, facets, isNone, change },
  children,
}: {
  place: RefObject<HTMLElement | null>
  filtered: FilteredArticles
  /** The list. */
  children: ReactNode
}) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  useFilterKey(place, facets === null ? null : id, () => setOpen(true))
  const list = useRef<HTMLDivElement>(null)
  // The row that has its keys; where none fits, what brings them all back.
  const inList = (): HTMLElement | null | undefined =>
    list.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]') ??
    (isNone ? list.current?.querySelector('button') : null)
  useNeverOnBody(inList)
  const toList = (): void => {
    setOpen(false)
    inList()?.focus()
  }
  return (
    <div className={styles.columns}>
      {facets === null ? null : (
        <>
          <FilterBar
            filter={filter}
            tags={chosenTags}
            column={{ id, isOpen, onToggle: () => setOpen(!isOpen) }}
            onFilter={change}
          />
          <LibraryFilters
            id={id}
            facets={facets}
            filter={filter}
            isOpen={isOpen}
            onFilter={change}
            onLeave={toList}
          />
        </>
      )}
      <div ref={list} className={styles.list}>
        {isNone ? (
          <NoneFits filter={filter} tags={chosenTags} onClear={() => change(everyArticle)} />
        ) : null}
        {children}
      </div>
    </div>
  )
}

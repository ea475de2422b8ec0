import { ChevronDown } from 'lucide-react'
import type { RefObject } from 'react'
import type { CollectionView, TagView } from '../../../shared/api/views.ts'
import { Button } from '../../ui/Button.tsx'
import { countOf } from '../../ui/count-of.ts'
import { TagSample } from '../../ui/TagSample.tsx'
import type { Choice, Facets } from './facets.ts'
import { activeFacets, everything, untagged, type PassageFilter } from './passage-filter.ts'
import styles from './PassagesHead.module.css'

/** What is shown, how much of it there is, and the filters that need no column. */
export function PassagesHead({
  heading,
  filter,
  facets,
  tag,
  collection,
  passages,
  outlets,
  filters,
  onFilter,
  onExport,
}: {
  heading: RefObject<HTMLHeadingElement | null>
  filter: PassageFilter
  facets: Facets
  tag: TagView | null
  collection: CollectionView | null
  /** How many passages are shown, and how many outlets they come from. */
  passages: number
  outlets: number
  /** The column of filters, which a narrow window opens from here. */
  filters: { id: string; isOpen: boolean; onToggle: () => void }
  onFilter: (part: Partial<PassageFilter>) => void
  onExport: () => void
}) {
  const active = activeFacets(filter).length
  return (
    <header className={styles.head}>
      <div className={styles.title}>
        {tag === null ? null : <TagSample look={tag} width={28} />}
        <h1 ref={heading} tabIndex={-1} dir="auto">
          <Title filter={filter} tag={tag} collection={collection} />
        </h1>
        <p className={styles.counts}>
          {[
            countOf(passages, 'passage'),
            ...(outlets === 0 ? [] : [countOf(outlets, 'outlet')]),
          ].join(' · ')}
        </p>
      </div>
      <div className={styles.tools} data-print="no">
        <span className={styles.toggle}>
          <Button
            aria-expanded={filters.isOpen}
            aria-controls={filters.id}
            onClick={filters.onToggle}
          >
            {active === 0 ? 'Filters' : `Filters ${active}`}
          </Button>
        </span>
        <Picker
          label="Outlet"
          choices={facets.outlets}
          value={filter.outlet}
          onChange={(outlet) => onFilter({ outlet })}
        />
        <Picker
          label="Coder"
          choices={facets.coders}
          value={filter.coder}
          onChange={(coder) => onFilter({ coder })}
        />
        {facets.withNote === 0 && !filter.withNote ? null : (
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={filter.withNote}
              onChange={(event) => onFilter({ withNote: event.currentTarget.checked })}
            />
            With a note
          </label>
        )}
        {active === 0 ? null : (
          <Button look="text" onClick={() => onFilter(everything)}>
            Clear filters
          </Button>
        )}
        <span className={styles.export}>
          {passages === 0 ? null : (
            <Button look="text" onClick={onExport}>
              {active === 0
                ? 'Export all'
                : `Export ${passages === 1 ? 'this' : `these ${passages}`}`}
            </Button>
          )}
        </span>
      </div>
    </header>
  )
}

function Title({
  filter,
  tag,
  collection,
}: {
  filter: PassageFilter
  tag: TagView | null
  collection: CollectionView | null
}) {
  const inCollection =
    collection === null ? null : <span className={styles.branch}> in {collection.name}</span>
  if (filter.tag === untagged) return <>Without a tag{inCollection}</>
  if (tag === null) return <>{collection?.name ?? 'All passages'}</>
  const branch = tag.path.slice(0, tag.path.length - tag.name.length).replaceAll('/', ' / ')
  return (
    <>
      <span className={styles.branch}>{branch}</span>
      {tag.name}
      {inCollection}
    </>
  )
}

/** A filter with few values; not there when there is nothing to choose. */
function Picker({
  label,
  choices,
  value,
  onChange,
}: {
  label: string
  choices: readonly Choice<string>[]
  value: string | null
  onChange: (value: string | null) => void
}) {
  if (choices.length < 2 && value === null) return null
  const chosen = choices.findIndex((choice) => choice.value === value)
  const isGone = value !== null && chosen === -1
  return (
    <label className={styles.picker}>
      {label}
      <select
        value={isGone ? 'gone' : chosen}
        onChange={(event) => onChange(choices[Number(event.currentTarget.value)]?.value ?? null)}
      >
        <option value={-1}>all</option>
        {isGone ? <option value="gone">none left</option> : null}
        {choices.map((choice, index) => (
          <option key={choice.value} value={index}>
            {`${choice.name} (${choice.passages})`}
          </option>
        ))}
      </select>
      <ChevronDown size={14} strokeWidth={1.75} aria-hidden="true" />
    </label>
  )
}

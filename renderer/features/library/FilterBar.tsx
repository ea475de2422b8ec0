import { X } from 'lucide-react'
import { useRef } from 'react'
import type { TagView } from '../../../shared/api/views.ts'
import { Button } from '../../ui/Button.tsx'
import { TagSample } from '../../ui/TagSample.tsx'
import { useNeverOnBody } from '../../ui/use-never-on-body.ts'
import styles from './FilterBar.module.css'
import { everyArticle, isFiltered, type LibraryFilter } from './library-filter.ts'
import { outletName } from './LibraryFilters.tsx'

/** What the list is filtered by, each to be taken away; on a narrow window also what opens the column. */
export function FilterBar({
  filter,
  tags,
  column,
  onFilter,
}: {
  filter: LibraryFilter
  /** The tags that are filtered by. */
  tags: readonly TagView[]
  column: { id: string; isOpen: boolean; onToggle: () => void }
  onFilter: (filter: Pick<Partial<LibraryFilter>, 'outlets' | 'tags'>) => void
}) {
  const chips = useRef<HTMLUListElement>(null)
  const takenAway = useRef<number | null>(null)
  useNeverOnBody(() => {
    const left = [...(chips.current?.querySelectorAll('button') ?? [])]
    const at = takenAway.current
    takenAway.current = null
    return at === null ? null : left[Math.min(at, left.length - 1)]
  })
  const takeAway = (at: number, part: Parameters<typeof onFilter>[0]): void => {
    takenAway.current = at
    onFilter(part)
  }
  const without = (values: readonly string[], value: string): string[] =>
    values.filter((each) => each !== value)
  return (
    <div className={styles.bar} data-filtered={isFiltered(filter)}>
      <span className={styles.toggle}>
        <Button aria-expanded={column.isOpen} aria-controls={column.id} onClick={column.onToggle}>
          Filters
        </Button>
      </span>
      {!isFiltered(filter) ? null : (
        <>
          <ul ref={chips} className={styles.chips} aria-label="Filtered by">
            {filter.outlets.map((outlet, at) => (
              <li key={outlet}>
                <Chip
                  name={outletName(outlet)}
                  onRemove={() => takeAway(at, { outlets: without(filter.outlets, outlet) })}
                />
              </li>
            ))}
            {tags.map((tag, at) => (
              <li key={tag.id}>
                <Chip
                  look={tag}
                  name={tag.path.replaceAll('/', ' / ')}
                  onRemove={() =>
                    takeAway(filter.outlets.length + at, { tags: without(filter.tags, tag.id) })
                  }
                />
              </li>
            ))}
          </ul>
          <Button look="text" onClick={() => onFilter(everyArticle)}>
            Clear filters
          </Button>
        </>
      )}
    </div>
  )
}

function Chip({ name, look, onRemove }: { name: string; look?: TagView; onRemove: () => void }) {
  return (
    <button type="button" className={styles.chip} title={`Remove “${name}”`} onClick={onRemove}>
      <span className="visually-hidden">Remove filter: </span>
      {look === undefined ? null : <TagSample look={look} width={16} />}
      <span dir="auto">{name}</span>
      <X size={14} strokeWidth={1.75} aria-hidden="true" />
    </button>
  )
}

/** Says that no article fits, and which filter leaves none. */
export function NoneFits({
  filter,
  tags,
  onClear,
}: {
  filter: LibraryFilter
  tags: readonly TagView[]
  onClear: () => void
}) {
  return (
    <div className={styles.none}>
      <p>{noneSentence(filter, tags)}</p>
      <Button onClick={onClear}>Clear filters</Button>
    </div>
  )
}

function noneSentence({ outlets }: LibraryFilter, tags: readonly TagView[]): string {
  const from =
    outlets.length === 0
      ? ''
      : ` ${outlets.map((outlet) => (outlet === '' ? 'without an outlet' : `from ${outlet}`)).join(' or ')}`
  const paths = tags.map(({ path }) => `“${path.replaceAll('/', ' / ')}”`).join(' and ')
  if (paths === '') return `There is no article${from} in this library.`
  const what = tags.length === 1 ? 'a passage' : 'passages'
  return `No article${from} has ${what} tagged ${paths}.`
}

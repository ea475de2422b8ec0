import { useState, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react'
import { commandOf } from '../../commands/keymap.ts'
import { countOf } from '../../ui/count-of.ts'
import { TagSample } from '../../ui/TagSample.tsx'
import { noOutlet, type LibraryFacets, type LibraryFilter } from './library-filter.ts'
import styles from './LibraryFilters.module.css'

/** So many outlets are named at first: those with most articles. */
const firstOutlets = 5

/** The column of outlets and tags to filter by; each says how many articles it leaves. */
export function LibraryFilters({
  id,
  facets,
  filter,
  isOpen,
  onFilter,
  onLeave,
}: {
  id: string
  facets: LibraryFacets
  filter: LibraryFilter
  /** On a narrow window the column is only there while it is open. */
  isOpen: boolean
  onFilter: (part: Pick<Partial<LibraryFilter>, 'outlets' | 'tags'>) => void
  /** Goes on to the list. */
  onLeave: () => void
}) {
  const [areAll, setAll] = useState(false)
  const { outlets, tags } = facets
  const named = outlets.filter(
    ({ outlet }, index) => areAll || index < firstOutlets || filter.outlets.includes(outlet),
  )
  const more = outlets.length - named.length
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const id = commandOf(event.nativeEvent, ['facets.next', 'facets.previous', 'facets.leave'])
    if (id === null) return
    if (id === 'facets.leave') onLeave()
    else moveFocus(event.currentTarget, id === 'facets.next' ? 1 : -1)
    event.preventDefault()
  }
  return (
    // Every choice is a button that Tab reaches; the arrows are a short cut between them.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      id={id}
      className={styles.filters}
      aria-label="Filters"
      data-open={isOpen}
      onKeyDown={onKeyDown}
    >
      <Group name="Outlets">
        {named.map(({ outlet, articles }) => (
          <Choice
            key={outlet}
            isChosen={filter.outlets.includes(outlet)}
            articles={articles}
            onChoose={() => onFilter({ outlets: toggled(filter.outlets, outlet) })}
          >
            {outletName(outlet)}
          </Choice>
        ))}
        {more === 0 && !areAll ? null : outlets.length <= firstOutlets ? null : (
          <li className={styles.entry}>
            <button
              type="button"
              className={styles.choice}
              aria-expanded={areAll}
              onClick={() => setAll(!areAll)}
            >
              {areAll ? 'Fewer' : `${more} more`}
            </button>
          </li>
        )}
      </Group>
      {tags.length === 0 ? null : (
        <Group name="Tags">
          {tags.map(({ tag, depth, articles }) => (
            <Choice
              key={tag.id}
              isChosen={filter.tags.includes(tag.id)}
              articles={articles}
              depth={depth}
              sample={<TagSample look={tag} />}
              onChoose={() => onFilter({ tags: toggled(filter.tags, tag.id) })}
            >
              {tag.name}
            </Choice>
          ))}
        </Group>
      )}
    </section>
  )
}

/** What an outlet is called; articles of none have a name, too. */
export function outletName(outlet: string): string {
  return outlet === noOutlet ? 'No outlet' : outlet
}

function Group({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.group}>
      <h2>{name}</h2>
      <ul aria-label={name}>{children}</ul>
    </div>
  )
}

function Choice({
  isChosen,
  articles,
  depth = 0,
  sample = null,
  onChoose,
  children,
}: {
  isChosen: boolean
  articles: number
  depth?: number
  sample?: ReactNode
  onChoose: () => void
  children: string
}) {
  return (
    <li
      className={styles.entry}
      data-chosen={isChosen}
      style={{ '--depth': depth } as CSSProperties}
    >
      <button
        type="button"
        className={styles.choice}
        aria-pressed={isChosen}
        title={`${children}: ${countOf(articles, 'article')}`}
        onClick={onChoose}
      >
        {sample}
        <span className={styles.name} dir="auto">
          {children}
        </span>
        <span className={styles.count}>{articles.toLocaleString('en-GB')}</span>
      </button>
    </li>
  )
}

function toggled(values: readonly string[], value: string): string[] {
  return values.includes(value) ? values.filter((each) => each !== value) : [...values, value]
}

function moveFocus(column: HTMLElement, step: number): void {
  const buttons = [...column.querySelectorAll<HTMLElement>('button')]
  const at = buttons.findIndex((button) => button === document.activeElement)
  buttons[Math.min(Math.max(at + step, 0), buttons.length - 1)]?.focus()
}

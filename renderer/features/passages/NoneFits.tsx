import type { TagView } from '../../../shared/api/views.ts'
import { Button } from '../../ui/Button.tsx'
import { activeFacets, everything, tagsNamed, type PassageFilter } from './passage-filter.ts'
import styles from './Passages.module.css'

/** So many tags are offered at most: more are found in the column. */
const mostTags = 3

/** Says that no passage fits, and the ways on: the tags that were named where words are looked for, or everything. */
export function NoneFits({
  filter,
  tags,
  onFilter,
}: {
  filter: PassageFilter
  tags: readonly TagView[]
  onFilter: (part: Partial<PassageFilter>) => void
}) {
  return (
    <div className={styles.none}>
      <p>{noneSentence(filter)}</p>
      <div className={styles.ways}>
        {tagsNamed(filter.words, tags)
          .slice(0, mostTags)
          .map(({ id, path }) => (
            <Button key={id} onClick={() => onFilter({ ...everything, tag: id })}>
              {`Show what is tagged “${path.replaceAll('/', ' / ')}”`}
            </Button>
          ))}
        <Button onClick={() => onFilter(everything)}>Clear filters</Button>
      </div>
    </div>
  )
}

function noneSentence(filter: PassageFilter): string {
  const facets = activeFacets(filter)
  if (!facets.includes('words')) return 'No passage fits all of these filters.'
  const which = facets.length === 1 ? '' : ' that fits the other filters'
  return `No passage${which} has “${filter.words.trim()}” in its words, its note or its article’s title.`
}

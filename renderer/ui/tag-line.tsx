import { Plus } from 'lucide-react'
import type { PickerLineLook } from './PickerLine.tsx'
import { branchAndName, type PickerRow } from './tag-matching.ts'
import { TagSample } from './TagSample.tsx'
import styles from './tag-line.module.css'

/** How a row of a tag picker looks: the line of the tag, its path with the letters that matched, its uses. */
export function tagLine(row: PickerRow): PickerLineLook {
  if (row.kind === 'tag') {
    const { tag, matched } = row
    return {
      key: tag.id,
      icon: <TagSample look={tag} />,
      name: <MatchedPath path={tag.path} matched={matched} />,
      count: tag.uses === 0 ? null : tag.uses,
      beginsGroup: false,
    }
  }
  return {
    key: `new ${row.path}`,
    icon: <Plus size={16} aria-hidden="true" />,
    name: <NewPath path={row.path} />,
    count: null,
    beginsGroup: row.isFirst,
  }
}

function NewPath({ path }: { path: string }) {
  const { branch, name } = branchAndName(path)
  return (
    <>
      <span className={styles.new}>New tag</span>
      <span className={styles.branch}>{branch}</span>
      {name}
    </>
  )
}

/** The path with the matched letters bold and the branch quieter than the name. */
function MatchedPath({ path, matched }: { path: string; matched: ReadonlySet<number> }) {
  const nameStart = path.lastIndexOf('/') + 1
  const piece = (start: number, end: number) =>
    Array.from({ length: end - start }, (_, index) => start + index).map((at) => {
      const letter = path[at] === '/' ? ' / ' : path[at]
      return matched.has(at) ? <b key={at}>{letter}</b> : letter
    })
  return (
    <span className={styles.path}>
      <span className={styles.branch}>{piece(0, nameStart)}</span>
      {piece(nameStart, path.length)}
    </span>
  )
}

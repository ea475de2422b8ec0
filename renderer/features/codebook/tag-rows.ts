import type { TagView } from '../../../shared/api/views.ts'
import type { Id } from '../../../shared/domain/ids.ts'

/** A line of the tree; `name` is its path from the line above it, and `hasBranch` whether tags lie below it. */
export type TagRow = {
  tag: TagView
  name: string
  depth: number
  parentId: Id | null
  hasBranch: boolean
}

/** The lines of the tree: a branch under its top, each level by name. */
export function tagRows(tags: readonly TagView[]): TagRow[] {
  const byPath = new Map(tags.map((tag) => [tag.path, tag]))
  const children = Map.groupBy(tags, ({ path }) => parentOf(path, byPath)?.id ?? null)
  const below = (parent: TagView | null, depth: number): TagRow[] =>
    (children.get(parent?.id ?? null) ?? [])
      .toSorted((a, b) => a.path.localeCompare(b.path, 'en'))
      .flatMap((tag) => [
        {
          tag,
          name: tag.path.slice(parent === null ? 0 : parent.path.length + 1),
          depth,
          parentId: parent?.id ?? null,
          hasBranch: children.has(tag.id),
        },
        ...below(tag, depth + 1),
      ])
  return below(null, 0)
}

/** The lines that are shown: those whose branch is open or, with letters typed, that hold them and those above. */
export function shownRows(
  rows: readonly TagRow[],
  closed: ReadonlySet<Id>,
  typed: string,
): TagRow[] {
  const wanted = fold(typed)
  const shown: TagRow[] = []
  const byId = new Map(rows.map((row) => [row.tag.id, row]))
  const above = ({ parentId }: TagRow): TagRow[] => {
    const parent = parentId === null ? undefined : byId.get(parentId)
    return parent === undefined ? [] : [parent, ...above(parent)]
  }
  if (wanted === '') return rows.filter((row) => above(row).every(({ tag }) => !closed.has(tag.id)))
  const hits = new Set<TagRow>()
  for (const row of rows)
    if (isHit(row, wanted)) for (const each of [row, ...above(row)]) hits.add(each)
  for (const row of rows) if (hits.has(row)) shown.push(row)
  return shown
}

/** Whether a tag's own name holds what was typed, or its path where a branch was typed with it. */
export function isHit({ tag, name }: TagRow, typed: string): boolean {
  const wanted = fold(typed)
  return fold(wanted.includes('/') ? tag.path : name).includes(wanted)
}

function parentOf(path: string, byPath: ReadonlyMap<string, TagView>): TagView | undefined {
  const cut = path.lastIndexOf('/')
  if (cut === -1) return undefined
  const above = path.slice(0, cut)
  return byPath.get(above) ?? parentOf(above, byPath)
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\s*\/\s*/gu, '/')
    .trim()
    .toLowerCase()
}

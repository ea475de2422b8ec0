import type { TagView } from '../../../shared/api/views.ts'
import type { Id } from '../../../shared/domain/ids.ts'

/** A row of the tag picker: a tag that is there, with the letters that matched, or one to make. */
export type PickerRow =
  { kind: 'tag'; tag: TagView; matched: ReadonlySet<number> } | { kind: 'new'; path: string }

/** The most tags that the picker lists; more letters narrow it. */
const maxTags = 6

/**
 * The rows for what was typed, the best first: what Enter takes is the first row.
 *
 * Letters match in order anywhere in the path, whole beginnings of names before scattered ones. After
 * the tags stand the new ones: at the top level and in the branch of the first hit. `a/b` makes a
 * branch. With nothing typed the last tag comes first, then the most used.
 */
export function pickerRows(
  tags: readonly TagView[],
  typed: string,
  lastTagId: Id | null,
): PickerRow[] {
  const query = typed
    .replace(/\s+/gu, ' ')
    .replace(/ ?\/ ?/gu, '/')
    .trim()
  if (query === '') {
    const isLast = (tag: TagView): number => (tag.id === lastTagId ? 0 : 1)
    return tags
      .toSorted((a, b) => isLast(a) - isLast(b) || byUse(a, b))
      .slice(0, maxTags)
      .map((tag) => ({ kind: 'tag', tag, matched: new Set() }))
  }
  const hits = tags
    .flatMap((tag) => {
      const match = matchTag(tag, query.toLowerCase())
      return match === null ? [] : [{ tag, ...match }]
    })
    .toSorted((a, b) => a.rank - b.rank || byUse(a.tag, b.tag))
    .slice(0, maxTags)
  return [
    ...hits.map(({ tag, matched }) => ({ kind: 'tag' as const, tag, matched })),
    ...newPaths(tags, query, hits[0]?.tag).map((path) => ({ kind: 'new' as const, path })),
  ]
}

/** A path as the picker writes it: the branch, and the name at its end. */
export function branchAndName(path: string): { branch: string; name: string } {
  const cut = path.lastIndexOf('/')
  return {
    branch: cut === -1 ? '' : `${path.slice(0, cut).replaceAll('/', ' / ')} / `,
    name: path.slice(cut + 1),
  }
}

function byUse(a: TagView, b: TagView): number {
  return b.uses - a.uses || a.path.localeCompare(b.path)
}

/** How well a tag fits, 0 the best, and which characters of its path matched. */
function matchTag(tag: TagView, query: string): { rank: number; matched: Set<number> } | null {
  const path = tag.path.toLowerCase()
  const nameStart = path.length - tag.name.length
  const name = path.slice(nameStart)
  if (path === query || name === query)
    return { rank: 0, matched: span(path.length - query.length, query.length) }
  if (name.startsWith(query)) return { rank: 1, matched: span(nameStart, query.length) }
  const word = name.indexOf(` ${query}`)
  if (word !== -1) return { rank: 2, matched: span(nameStart + word + 1, query.length) }
  const inName = name.indexOf(query)
  if (inName !== -1) return { rank: 3, matched: span(nameStart + inName, query.length) }
  const inPath = path.indexOf(query)
  if (inPath !== -1) return { rank: 4, matched: span(inPath, query.length) }
  const scattered = scatter(path, query)
  return scattered === null ? null : { rank: 5, matched: scattered }
}

function span(start: number, length: number): Set<number> {
  return new Set(Array.from({ length }, (_, index) => start + index))
}

function scatter(path: string, query: string): Set<number> | null {
  const matched = new Set<number>()
  let from = 0
  for (const letter of query.replaceAll(' ', '')) {
    const at = path.indexOf(letter, from)
    if (at === -1) return null
    matched.add(at)
    from = at + letter.length
  }
  return matched
}

function newPaths(tags: readonly TagView[], query: string, first: TagView | undefined): string[] {
  const names = query.split('/').map((name) => name.trim())
  if (names.some((name) => name === '')) return []
  const typed = names.join('/')
  const inBranch =
    names.length === 1 && first !== undefined && first.path.includes('/')
      ? [`${first.path.slice(0, first.path.lastIndexOf('/'))}/${typed}`]
      : []
  const known = new Set(tags.map((tag) => tag.path.toLowerCase()))
  return [typed, ...inBranch].filter((path) => !known.has(path.toLowerCase()))
}

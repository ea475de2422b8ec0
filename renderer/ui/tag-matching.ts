import type { TagView } from '../../shared/api/views.ts'
import type { Id } from '../../shared/domain/ids.ts'
import { TagName } from '../../shared/domain/tag.ts'
import { matchLetters } from '../../shared/query/match-letters.ts'
import { tooLong } from './too-long.ts'

/**
 * A row of the tag picker: a tag that is there, with the letters that matched, or one to make. `isFirst`:
 * tags stand before it and no other new one.
 */
export type PickerRow =
  | { kind: 'tag'; tag: TagView; matched: ReadonlySet<number> }
  | { kind: 'new'; path: string; isFirst: boolean }

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
  const names = namesIn(typed)
  const query = names.join('/')
  if (query === '') {
    const isLast = (tag: TagView): number => (tag.id === lastTagId ? 0 : 1)
    return tags
      .toSorted((a, b) => isLast(a) - isLast(b) || byUse(a, b))
      .slice(0, maxTags)
      .map((tag) => ({ kind: 'tag', tag, matched: new Set() }))
  }
  // A name is missing before a slash: no row would be what was meant.
  if (names.slice(0, -1).includes('')) return []
  const hits = tags
    .flatMap((tag) => {
      const match = matchLetters(tag.path, query, tag.path.length - tag.name.length)
      return match === null ? [] : [{ tag, ...match }]
    })
    .toSorted((a, b) => a.rank - b.rank || byUse(a.tag, b.tag))
    .slice(0, maxTags)
  return [
    ...hits.map(({ tag, matched }) => ({ kind: 'tag' as const, tag, matched })),
    ...newPaths(tags, names, hits[0]?.tag).map((path, index) => ({
      kind: 'new' as const,
      path,
      isFirst: index === 0 && hits.length > 0,
    })),
  ]
}

/** Why what was typed is no path of a tag, and what to type instead; null: it is one, or nothing yet. */
export function refusalOf(typed: string): string | null {
  const names = namesIn(typed)
  const given = names.filter((name) => name !== '')
  if (names.length === 1 && given.length === 0) return null
  if (given.length === 0)
    return 'A slash alone is no tag: it stands between two names. Type a name, or a branch and a name such as Frames/Blame.'
  if (names.slice(0, -1).includes(''))
    return `“${names.join('/')}” is no tag: a slash stands between two names, and one is missing. Type ${given.join('/')}, or put a name there.`
  if (names.at(-1) === '')
    return `Type the name that goes into “${given.join('/')}”, or take the last slash away.`
  const long = given.find((name) => name.length > 200)
  if (long !== undefined) return tooLong('A tag’s name', long.length, 200)
  return given.every(isName)
    ? null
    : 'A tag’s name can’t hold control characters, and one came along here. Type the name by hand.'
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

/** The names of a path as it is typed; those that are missing are empty. */
function namesIn(typed: string): string[] {
  return typed.split('/').map((name) => name.replace(/\s+/gu, ' ').trim())
}

function isName(name: string): boolean {
  return TagName.safeParse(name).success
}

function newPaths(
  tags: readonly TagView[],
  names: readonly string[],
  first: TagView | undefined,
): string[] {
  if (!names.every(isName)) return []
  const typed = names.join('/')
  const inBranch =
    names.length === 1 && first !== undefined && first.path.includes('/')
      ? [`${first.path.slice(0, first.path.lastIndexOf('/'))}/${typed}`]
      : []
  const known = new Set(tags.map((tag) => tag.path.toLowerCase()))
  return [typed, ...inBranch].filter((path) => !known.has(path.toLowerCase()))
}

import type { ArticleListItem, CollectionView, TagView } from '../../../shared/api/views.ts'
import { commands, sections as allSections, type CommandId } from '../../../shared/commands.ts'
import {
  matchLetters,
  scatteredRank,
  type LetterMatch,
} from '../../../shared/query/match-letters.ts'
import type { Choice } from '../../commands/registry.ts'

/** A row of the palette, with the offsets of the letters that matched in its name. */
export type PaletteRow = { key: string; matched: ReadonlySet<number> } & (
  | { kind: 'command'; choice: Choice; isInSection: boolean }
  | { kind: 'tag'; tag: TagView; isByDefinition: boolean }
  | { kind: 'article'; item: ArticleListItem }
  | { kind: 'collection'; collection: CollectionView }
)

/** Rows of one kind under their heading. */
export type PaletteSection = { name: string; rows: readonly PaletteRow[] }

/** What can be found; `recent` are the commands that were run from the palette, the last one first. */
export type Findable = {
  choices: readonly Choice[]
  recent: readonly CommandId[]
  tags: readonly TagView[]
  articles: readonly ArticleListItem[]
  collections: readonly CollectionView[]
}

/** The signs that what is typed may begin with: only tags, only commands. */
export const only = { tags: '#', commands: '>' } as const

/** The most rows of one kind beside others; more letters narrow them. */
const most = { commands: 7, tags: 4, articles: 5, collections: 3 }
const mostTagsAlone = 12
const mostRecent = 4

const noLetters: ReadonlySet<number> = new Set()

/**
 * What fits what was typed, the best first; a section that has nothing is left out.
 *
 * With nothing typed these are all commands by what they are about, those run last before the others.
 * What can't be done now stands after what can, and letters that are scattered over a name count only
 * where nothing has them together.
 */
export function paletteSections(typed: string, findable: Findable): PaletteSection[] {
  const sign = typed.trimStart().slice(0, 1)
  const isOnlyTags = sign === only.tags
  const isOnlyCommands = sign === only.commands
  const query = (isOnlyTags || isOnlyCommands ? typed.trimStart().slice(1) : typed)
    .replace(/\s+/gu, ' ')
    .trim()
  const { choices, recent, tags, articles, collections } = findable
  const sections: PaletteSection[] = []
  const add = (name: string, rows: readonly PaletteRow[]): void => {
    if (rows.length > 0) sections.push({ name, rows })
  }
  if (!isOnlyTags && query === '') {
    const last = recent
      .slice(0, mostRecent)
      .flatMap((id) => choices.find((each) => each.id === id) ?? [])
    add(
      'Used last',
      last.map((each) => commandRow(each, false)),
    )
    const others = possibleFirst(choices.filter((each) => !last.includes(each)))
    for (const section of allSections) {
      const own = others.filter(({ id }) => commands[id].section === section)
      add(
        section,
        own.map((each) => commandRow(each, true)),
      )
    }
    return sections
  }
  if (!isOnlyTags) {
    const found = commandsFor(query, choices, recent)
    add('Commands', isOnlyCommands ? found : found.slice(0, most.commands))
  }
  if (!isOnlyCommands)
    add('Tags', tagsFor(query, tags).slice(0, isOnlyTags ? mostTagsAlone : most.tags))
  if (!isOnlyCommands && !isOnlyTags) {
    add('Articles', articlesFor(query, articles).slice(0, most.articles))
    add('Collections', collectionsFor(query, collections).slice(0, most.collections))
  }
  return sections
}

type Ranked<Row> = { row: Row } & LetterMatch

function commandsFor(
  query: string,
  choices: readonly Choice[],
  recent: readonly CommandId[],
): PaletteRow[] {
  const age = ({ id }: Choice): number => {
    const at = recent.indexOf(id)
    return at === -1 ? recent.length : at
  }
  return ranked(query, choices, ({ name }) => name)
    .toSorted(
      (a, b) =>
        Number(a.row.refusal !== null) - Number(b.row.refusal !== null) ||
        a.rank - b.rank ||
        age(a.row) - age(b.row),
    )
    .map(({ row, matched }) => ({ ...commandRow(row, false), matched }))
}

function tagsFor(query: string, tags: readonly TagView[]): PaletteRow[] {
  const byUse = (a: TagView, b: TagView): number => b.uses - a.uses || a.path.localeCompare(b.path)
  const row = (
    tag: TagView,
    matched: ReadonlySet<number>,
    isByDefinition: boolean,
  ): PaletteRow => ({
    kind: 'tag',
    key: `tag ${tag.id}`,
    tag,
    matched,
    isByDefinition,
  })
  if (query === '') return tags.toSorted(byUse).map((tag) => row(tag, noLetters, false))
  const byName = ranked(
    query,
    tags,
    ({ path }) => path,
    ({ path, name }) => path.length - name.length,
  )
  const named = new Set(byName.map(({ row: tag }) => tag))
  const defined = tags.filter(
    (tag) => !named.has(tag) && tag.definition.toLowerCase().includes(query.toLowerCase()),
  )
  return [
    ...byName
      .toSorted((a, b) => a.rank - b.rank || byUse(a.row, b.row))
      .map(({ row: tag, matched }) => row(tag, matched, false)),
    ...defined.toSorted(byUse).map((tag) => row(tag, noLetters, true)),
  ]
}

/** In a title, letters that are scattered say nothing. */
function articlesFor(query: string, articles: readonly ArticleListItem[]): PaletteRow[] {
  return ranked(query, articles, ({ row }) => row.title)
    .filter(({ rank }) => rank < scatteredRank)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ row: item, matched }) => ({
      kind: 'article',
      key: `article ${item.row.id}`,
      item,
      matched,
    }))
}

function collectionsFor(query: string, collections: readonly CollectionView[]): PaletteRow[] {
  return ranked(query, collections, ({ name }) => name)
    .filter(({ rank }) => rank < scatteredRank)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ row: collection, matched }) => ({
      kind: 'collection',
      key: `collection ${collection.id}`,
      collection,
      matched,
    }))
}

function ranked<Row>(
  query: string,
  rows: readonly Row[],
  textOf: (row: Row) => string,
  nameStartOf: (row: Row) => number = () => 0,
): Ranked<Row>[] {
  const all = rows.flatMap((row) => {
    const match = matchLetters(textOf(row), query, nameStartOf(row))
    return match === null ? [] : [{ row, ...match }]
  })
  const together = all.filter(({ rank }) => rank < scatteredRank)
  return together.length > 0 ? together : all
}

function commandRow(choice: Choice, isInSection: boolean): PaletteRow {
  return { kind: 'command', key: choice.id, choice, isInSection, matched: noLetters }
}

function possibleFirst(choices: readonly Choice[]): Choice[] {
  return choices.toSorted((a, b) => Number(a.refusal !== null) - Number(b.refusal !== null))
}

import type { ArticleListItem, CollectionView, TagView } from '../../../shared/api/views.ts'
import { commands, sections as allSections, type CommandId } from '../../../shared/commands.ts'
import {
  matchLetters,
  scatteredRank,
  type LetterMatch,
} from '../../../shared/query/match-letters.ts'
import type { Choice } from '../../commands/registry.ts'
import { notHere } from './not-here.ts'

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
const most = { commands: 7, tags: 4, articles: 5, collections: 3, notHere: 5 }
const mostTagsAlone = 12
const mostRecent = 4

const noLetters: ReadonlySet<number> = new Set()

/**
 * What fits what was typed, the best first; a section that has nothing is left out.
 *
 * With nothing typed these are the commands that belong here by what they are about, those run last
 * before the others. Those of other places would be most of that list, and none of them could be run:
 * they join, last of all, once letters or the sign for commands ask for them.
 */
export function paletteSections(typed: string, findable: Findable): PaletteSection[] {
  const sign = typed.trimStart().slice(0, 1)
  const isOnlyTags = sign === only.tags
  const isOnlyCommands = sign === only.commands
  const query = (isOnlyTags || isOnlyCommands ? typed.trimStart().slice(1) : typed)
    .replace(/\s+/gu, ' ')
    .trim()
  const { choices, tags } = findable
  const elsewhere = notHere(choices)
  if (isOnlyTags) return filled([['Tags', rowsOf(tagsFor(query, tags)).slice(0, mostTagsAlone)]])
  if (query === '') {
    const others = isOnlyCommands ? elsewhere.map((each) => commandRow(each, false)) : []
    return filled([...commandsByName(findable), ['Not here', others]])
  }
  if (isOnlyCommands)
    return filled([
      ['Commands', rowsOf(commandsFor(query, findable))],
      ['Not here', elsewhereFor(query, elsewhere)],
    ])
  return [
    ...bestFirst([
      ['Commands', commandsFor(query, findable), most.commands],
      ['Tags', tagsFor(query, tags), most.tags],
      ['Articles', articlesFor(query, findable.articles), most.articles],
      ['Collections', collectionsFor(query, findable.collections), most.collections],
    ]),
    ...filled([['Not here', elsewhereFor(query, elsewhere).slice(0, most.notHere)]]),
  ]
}

function filled(
  sections: readonly (readonly [name: string, rows: readonly PaletteRow[]])[],
): PaletteSection[] {
  return sections.flatMap(([name, rows]) => (rows.length === 0 ? [] : [{ name, rows }]))
}

/** The commands that belong here, without letters to rank them by. */
function commandsByName({ choices, recent }: Findable): [string, PaletteRow[]][] {
  const last = recent
    .slice(0, mostRecent)
    .flatMap((id) => choices.find((each) => each.id === id) ?? [])
  const others = possibleFirst(choices.filter((each) => !last.includes(each)))
  return [
    ['Used last', last.map((each) => commandRow(each, false))],
    ...allSections.map((section): [string, PaletteRow[]] => [
      section,
      others
        .filter(({ id }) => commands[id].section === section)
        .map((each) => commandRow(each, true)),
    ]),
  ]
}

/** A row with how well it fits, 0 the best. */
type Fitting = { row: PaletteRow; rank: number }

/**
 * The kinds by the best of their rows that Enter would take, as Enter means the first: an exact name
 * before the beginning of a word, and that before letters inside one. Of exact names a tag's comes
 * first: it is the person's own word. Scattered letters count only where no kind has them together.
 */
function bestFirst(
  kinds: readonly (readonly [name: string, rows: readonly Fitting[], most: number])[],
): PaletteSection[] {
  const isTogether = kinds.some(([, rows]) => rows.some(({ rank }) => rank < scatteredRank))
  return kinds
    .map(([name, all, atMost]) => ({
      name,
      rows: all.filter(({ rank }) => !isTogether || rank < scatteredRank).slice(0, atMost),
    }))
    .filter(({ rows }) => rows.length > 0)
    .toSorted((a, b) => fitOf(a.name, a.rows) - fitOf(b.name, b.rows))
    .map(({ name, rows }) => ({ name, rows: rowsOf(rows) }))
}

function rowsOf(fitting: readonly Fitting[]): PaletteRow[] {
  return fitting.map(({ row }) => row)
}

/** How well the first row of a kind fits that can be taken: exactly, by a beginning, inside, scattered. */
function fitOf(name: string, rows: readonly Fitting[]): number {
  const first = rows.find(({ row }) => row.kind !== 'command' || row.choice.refusal === null)
  if (first === undefined) return 4
  if (first.rank === 0) return name === 'Tags' ? -1 : 0
  if (first.rank >= scatteredRank) return 3
  return first.rank <= 2 ? 1 : 2
}

type Ranked<Row> = { row: Row } & LetterMatch

function commandsFor(query: string, { choices, recent }: Findable): Fitting[] {
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
    .map(({ row, matched, rank }) => ({ row: { ...commandRow(row, false), matched }, rank }))
}

/** Scattered letters would bring up much that can't be done anyway. */
function elsewhereFor(query: string, elsewhere: readonly Choice[]): PaletteRow[] {
  return ranked(query, elsewhere, ({ name }) => name)
    .filter(({ rank }) => rank < scatteredRank)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ row, matched }) => ({ ...commandRow(row, false), matched }))
}

/** The path of a tag as people read it: “Frames / Blame”. */
export function shownPath({ path }: TagView): string {
  return path.replaceAll('/', ' / ')
}

function tagsFor(query: string, tags: readonly TagView[]): Fitting[] {
  const byUse = (a: TagView, b: TagView): number => b.uses - a.uses || a.path.localeCompare(b.path)
  const fitting = (
    tag: TagView,
    { matched, rank }: LetterMatch,
    isByDefinition: boolean,
  ): Fitting => ({
    row: { kind: 'tag', key: `tag ${tag.id}`, tag, matched, isByDefinition },
    rank,
  })
  const unmatched = { matched: noLetters, rank: scatteredRank - 1 }
  if (query === '') return tags.toSorted(byUse).map((tag) => fitting(tag, unmatched, false))
  const byName = ranked(
    query.replaceAll(/ ?\/ ?/gu, ' / ').trimEnd(),
    tags,
    shownPath,
    (tag) => shownPath(tag).length - tag.name.length,
  )
  const named = new Set(byName.map(({ row: tag }) => tag))
  const defined = tags.filter(
    (tag) => !named.has(tag) && tag.definition.toLowerCase().includes(query.toLowerCase()),
  )
  return [
    ...byName
      .toSorted((a, b) => a.rank - b.rank || byUse(a.row, b.row))
      .map(({ row, ...match }) => fitting(row, match, false)),
    ...defined.toSorted(byUse).map((tag) => fitting(tag, unmatched, true)),
  ]
}

/** In a title, letters that are scattered say nothing. */
function articlesFor(query: string, articles: readonly ArticleListItem[]): Fitting[] {
  return ranked(query, articles, ({ row }) => row.title)
    .filter(({ rank }) => rank < scatteredRank)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ row: item, matched, rank }) => ({
      row: { kind: 'article', key: `article ${item.row.id}`, item, matched },
      rank,
    }))
}

function collectionsFor(query: string, collections: readonly CollectionView[]): Fitting[] {
  return ranked(query, collections, ({ name }) => name)
    .filter(({ rank }) => rank < scatteredRank)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ row: collection, matched, rank }) => ({
      row: { kind: 'collection', key: `collection ${collection.id}`, collection, matched },
      rank,
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

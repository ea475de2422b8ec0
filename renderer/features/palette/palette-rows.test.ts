import { expect, test } from 'vitest'
import type { ArticleListItem, TagView } from '../../../shared/api/views.ts'
import { commandIds, commands, type CommandId } from '../../../shared/commands.ts'
import type { Choice } from '../../commands/registry.ts'
import { paletteSections, type Findable } from './palette-rows.ts'

const choice = (id: CommandId, refusal: string | null = null): Choice => ({
  id,
  name: commands[id].title,
  refusal,
})
const tag = (path: string, uses: number, definition = ''): TagView => ({
  id: path,
  rev: 1,
  path,
  name: path.slice(path.lastIndexOf('/') + 1),
  definition,
  hue: 1,
  lineStyle: 0,
  uses,
  branchUses: uses,
})
const article = (title: string): ArticleListItem =>
  ({ row: { id: title, title, outlet: null, published: null } }) as unknown as ArticleListItem

const findable: Findable = {
  choices: [
    choice('place.export'),
    choice('article.highlight', 'choose words first'),
    choice('article.tag'),
    choice('article.tag-whole'),
    choice('coder.rename'),
  ],
  recent: [],
  tags: [tag('Frames/Blame', 3), tag('Tone', 9, 'Alarming wording'), tag('Frames', 12)],
  articles: [article('Harbour wall holds'), article('Blame for the flood')],
  collections: [],
}

/** The names under each heading, as they are shown, of what can be found here. */
function found(typed: string, given: Partial<Findable> = {}): Record<string, string[]> {
  const sections = paletteSections(typed, { ...findable, ...given }).filter(
    ({ name }) => name !== 'Not here',
  )
  return Object.fromEntries(sections.map(({ name, rows }) => [name, rows.map(({ key }) => key)]))
}

test('with nothing typed every command stands under what it is about', () => {
  expect(found('')).toEqual({
    'Go to': ['place.export'],
    'Tag and note': ['article.tag', 'article.tag-whole', 'article.highlight'],
    Pressmark: ['coder.rename'],
  })
})

test('the commands run last come first, and not twice', () => {
  const recent: CommandId[] = ['coder.rename', 'place.export', 'keys.show']
  expect(found('  ', { recent })).toEqual({
    'Used last': ['coder.rename', 'place.export'],
    'Tag and note': ['article.tag', 'article.tag-whole', 'article.highlight'],
  })
})

test('among what fits equally well the command run last is first', () => {
  const [first] = found('tag ', { recent: ['article.tag-whole'] })['Commands'] ?? []
  expect(first).toBe('article.tag')
  expect(found('ta', { recent: ['article.tag-whole'] })['Commands']).toEqual([
    'article.tag-whole',
    'article.tag',
    'coder.rename',
  ])
})

test('what can’t be done now stands after what can', () => {
  const rows = found('h')['Commands'] ?? []
  expect(rows.at(-1)).toBe('article.highlight')
})

test('tags are found by name and, after those, by definition; articles by title', () => {
  expect(found('blame')).toEqual({
    Tags: ['tag Frames/Blame'],
    Articles: ['article Blame for the flood'],
  })
  const [section] = paletteSections('alarm', findable)
  expect(section?.rows).toMatchObject([{ kind: 'tag', isByDefinition: true }])
})

test('# finds tags only, the most used first; > commands only', () => {
  expect(found('#')).toEqual({ Tags: ['tag Frames', 'tag Tone', 'tag Frames/Blame'] })
  expect(Object.keys(found('> blame'))).toEqual([])
  expect(Object.keys(found('>tag'))).toEqual(['Commands'])
})

test('scattered letters count only where nothing has them together', () => {
  expect(found('tgwl')['Commands']).toEqual(['article.tag-whole'])
  expect(found('hl')['Articles']).toBeUndefined()
  expect(found('ag')['Commands']).not.toContain('article.highlight')
})

test('every command stands under its sign, those of other places last, with where they can be done', () => {
  const sections = paletteSections('>', findable)
  const rows = sections.flatMap(({ rows: own }) => own.map(({ key }) => key))
  expect(new Set(rows)).toEqual(new Set<string>(commandIds))
  expect(rows).toHaveLength(commandIds.length)
  expect(sections.at(-1)?.name).toBe('Not here')
  const refused = sections.at(-1)?.rows.map((row) => row.kind === 'command' && row.choice.refusal)
  expect(refused).not.toContain(null)
  expect(refused).toContain('in a note')
})

test('with nothing typed the commands of other places are left out', () => {
  const keys = paletteSections('', findable).flatMap(({ rows }) => rows.map(({ key }) => key))
  expect(keys).toHaveLength(findable.choices.length)
})

test.each(commandIds)('its whole name finds %s wherever it can’t be done', (id) => {
  const sections = paletteSections(commands[id].title, { ...findable, choices: [] })
  expect(sections.at(-1)?.rows.map(({ key }) => key)).toContain(id)
})

test('words come before letters that are scattered, whatever kind has them', () => {
  const tags = [tag('Tone', 1), tag('Frames/Toll', 1)]
  const choices = [choice('article.overlap'), choice('article.tag-whole')]
  expect(found('tone', { tags, choices })).toEqual({ Tags: ['tag Tone'] })
  expect(found('toll', { tags, choices })).toEqual({ Tags: ['tag Frames/Toll'] })
})

test('the kind with the best row comes first; of exact names the tag’s does', () => {
  const given = {
    choices: [choice('article.note'), choice('place.export')],
    tags: [tag('Note', 1)],
  }
  expect(Object.keys(found('note', given))).toEqual(['Tags', 'Commands'])
  expect(Object.keys(found('no', given))).toEqual(['Commands', 'Tags'])
  const inside = { choices: [choice('article.tag-whole')], tags: [tag('Hole', 1)], articles: [] }
  expect(Object.keys(found('hol', inside))).toEqual(['Tags', 'Commands'])
  const refused = [choice('article.highlight', 'choose words first')]
  expect(
    Object.keys(found('high', { choices: refused, tags: [tag('The high ground', 1)] })),
  ).toEqual(['Tags', 'Commands'])
})

test('a tag is found by its path, with or without room beside the strokes', () => {
  expect(found('frames/bl')).toEqual({ Tags: ['tag Frames/Blame'] })
  expect(found('Frames / Bl')).toEqual({ Tags: ['tag Frames/Blame'] })
  expect(found('frames/')).toEqual({ Tags: ['tag Frames/Blame'] })
})

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../../shared/domain/ids.ts'
import { openAppInFolder, type AppInFolder } from '../../../tests/support/app-in-folder.ts'

let app: AppInFolder
beforeEach(async () => {
  app = await openAppInFolder()
})
afterEach(() => app.remove())

const annotations = /annotations\.\w+\.json$/u

async function addArticle(title: string): Promise<string> {
  const text = `${title}\n\nThe harbour office closed at noon. Nobody was told why.`
  return (await app.call('captures.add', { kind: 'text', text })).articleId
}

async function tagQuote(articleId: string, exact: string, ...paths: string[]) {
  const tags = paths.map((path) => ({ path }))
  const quote = { exact }
  const made = await app.call('annotations.createByQuote', { articleId, quote, tags, note: '' })
  return made.annotation
}

const exported = (selection: object = { kind: 'all' }) =>
  app.call('exports.preview', { format: 'csv', selection } as never)
const refused = async (name: 'annotations.change' | 'collections.add', input: object) => {
  const result = await app.ask(name, input)
  if (result.ok) throw new Error(`${name} was not refused`)
  return result.error
}

describe('a codebook that cannot be read', () => {
  const states = [
    ['cut short', (text: string) => text.slice(0, text.length / 2)],
    ['of a newer format', (text: string) => text.replace('"format": 1', '"format": 2')],
  ] as const

  it.each(states)(
    '%s: everything else is listed, shown and exported, and it is told',
    async (_, change) => {
      const articleId = await addArticle('Harbour shut')
      const { annotation } = await tagQuote(articleId, 'harbour office', 'Frames')
      const [tagId = ''] = annotation.tagIds
      await app.edit(/^codebook\.json$/u, change)
      await app.restart()

      const list = await app.call('articles.list', {})
      expect(list.articles[0]?.row).toMatchObject({ annotations: 1, tags: [] })
      expect(list.problems).toMatchObject([{ path: 'codebook.json' }])
      const view = await app.call('articles.open', { id: articleId })
      expect(view.annotations[0]?.tags).toEqual([{ id: tagId, path: tagId }])
      expect(view.problems.join()).toContain('codebook.json')
      expect((await app.call('codebook.list', {})).tags).toEqual([])
      expect((await app.call('passages.list', {})).passages).toHaveLength(1)
      const { files, passages, leftOut } = await exported()
      expect(passages).toBe(1)
      expect(files[0]?.text).toContain(tagId)
      expect(leftOut).toMatchObject([{ id: annotation.id }])
      expect(leftOut[0]?.reason).toContain(tagId)
      expect(leftOut[0]?.reason).toContain('codebook.json')
    },
  )

  it('takes notes and changes that need no tag, and refuses those that need one', async () => {
    const articleId = await addArticle('Harbour shut')
    const { annotation } = await tagQuote(articleId, 'harbour office', 'Frames', 'Voices')
    await app.edit(/^codebook\.json$/u, (text) => text.replace('"format": 1', '"format": 2'))
    await app.restart()
    const change = { articleId, annotationId: annotation.id, expectedRev: 1 }
    const [, left = ''] = annotation.tagIds
    const tags = [{ id: left }]
    const noted = await app.call('annotations.change', { ...change, note: 'Why noon?', tags })
    expect(noted.annotation.annotation.tagIds).toEqual([left])
    const error = await refused('annotations.change', {
      ...change,
      expectedRev: 2,
      tags: [{ path: 'New' }],
    })
    expect(error).toMatchObject({ code: 'document-newer' })
    expect(error.message).toContain('codebook.json')
  })

  it('without an earlier state: is put aside whole, the change refused, and a new one begun when asked again', async () => {
    const articleId = await addArticle('Harbour shut')
    const { annotation } = await tagQuote(articleId, 'harbour office', 'Frames')
    await app.edit(/^codebook\.json$/u, (text) => text.slice(0, 40))
    const cut = await readFile(join(app.library, 'codebook.json'), 'utf8')
    const change = { articleId, annotationId: annotation.id, expectedRev: 1 }
    const error = await refused('annotations.change', { ...change, tags: [{ path: 'New' }] })
    expect(error.code).toBe('document-damaged')
    const aside = await app.pathOf(/^codebook\.json\.damaged-\d{12}$/u)
    expect(error.message).toContain(aside.slice(app.library.length + 1))
    expect(await readFile(aside, 'utf8')).toBe(cut)
    await app.restart()
    const { problems } = await app.call('articles.list', {})
    expect(problems[0]?.message).toContain(aside.slice(app.library.length + 1))
    await app.call('annotations.change', {
      ...change,
      tags: [...annotation.tagIds.map((id) => ({ id })), { path: 'New' }],
    })
    const view = await app.call('articles.open', { id: articleId })
    expect(view.annotations[0]?.tags.map(({ path }) => path)).toEqual([annotation.tagIds[0], 'New'])
    expect(view.problems).toEqual([expect.stringContaining(annotation.tagIds[0] ?? '?')])
    expect(await readFile(aside, 'utf8')).toBe(cut)
  })

  it('restored from the state before: a tag that is not in it goes out as its id, with the reason', async () => {
    const articleId = await addArticle('Harbour shut')
    await tagQuote(articleId, 'harbour office', 'Frames')
    const second = await tagQuote(articleId, 'Nobody', 'Voices')
    await app.edit(/^codebook\.json$/u, (text) => text.slice(0, 40))
    const { leftOut, files } = await exported()
    expect(leftOut.map(({ id }) => id)).toEqual([second.annotation.id])
    expect(leftOut[0]?.reason).toMatch(/before the last save/u)
    expect(files[0]?.text).toContain(second.annotation.tagIds[0])
    expect(files[0]?.text).toContain('Frames')
  })
})

describe('collections that cannot be read', () => {
  it('leave the rest usable, are told, and refuse to be changed until put aside', async () => {
    const articleId = await addArticle('Harbour shut')
    await tagQuote(articleId, 'harbour office')
    const members = [{ articleId, annotationId: null }]
    await app.call('collections.add', { name: 'Chapter', members })
    await app.edit(/^collections\.json$/u, (text) => text.slice(0, 40))
    const listed = await app.call('collections.list', {})
    expect(listed).toMatchObject({
      collections: [],
      problems: [expect.stringMatching(/collections\.json/u)],
    })
    expect((await app.call('articles.list', {})).problems).toMatchObject([
      { path: 'collections.json', code: 'document-damaged' },
    ])
    expect((await exported()).passages).toBe(1)
    await expect(exported({ kind: 'collection', name: 'Chapter' })).rejects.toThrow(
      /collections\.json/u,
    )
    const error = await refused('collections.add', { name: 'Chapter', members })
    expect(error.message).toMatch(/collections\.json\.damaged-\d{12}/u)
    await app.call('collections.add', { name: 'Chapter', members })
    expect((await app.call('collections.list', {})).collections).toHaveLength(1)
  })
})

describe('a coder’s record that cannot be read', () => {
  it('closes nothing; the name that stands instead is told for each passage', async () => {
    const articleId = await addArticle('Harbour shut')
    const { annotation } = await tagQuote(articleId, 'harbour office', 'Frames')
    await app.edit(/^coders\/\w+\.json$/u, () => 'torn')
    await app.restart()
    const { problems } = await app.call('articles.list', {})
    expect(problems).toMatchObject([{ code: 'document-damaged' }])
    const second = await tagQuote(articleId, 'Nobody', 'Frames')
    const { leftOut } = await exported()
    expect(leftOut.map(({ id }) => id)).toEqual([annotation.id, second.annotation.id])
    expect(leftOut[0]?.reason).toContain(`coders/${annotation.coderId}.json`)
    const result = await app.ask('coders.rename', { name: 'Ada' })
    expect(result).toMatchObject({ ok: false, error: { code: 'document-damaged' } })
  })
})

describe('an annotation file', () => {
  it('that is damaged is told by the article, and never taken for an article without passages', async () => {
    const articleId = await addArticle('Harbour shut')
    await tagQuote(articleId, 'harbour office', 'Frames')
    await app.edit(annotations, (text) => text.slice(0, 40))
    const path = (await app.pathOf(annotations)).slice(app.library.length + 1)
    const view = await app.call('articles.open', { id: articleId })
    expect(view.annotations).toEqual([])
    expect(view.problems.join()).toContain(path)
    const error = await app.ask('exports.preview', { format: 'csv', selection: { kind: 'all' } })
    expect(error).toMatchObject({ ok: false, error: { code: 'nothing-to-export' } })
    const { leftOut } = await app.call('exports.preview', {
      format: 'markdown',
      selection: { kind: 'all' },
    })
    expect(leftOut).toMatchObject([{ id: articleId }])
    expect(leftOut[0]?.reason).toContain(path)
    await tagQuote(await addArticle('Market open'), 'Nobody')
    const csv = await exported()
    expect(csv.leftOut.map(({ id }) => id)).toEqual([articleId])
    expect(csv.leftOut[0]?.reason).not.toMatch(/no tagged/u)
  })

  it('edited by hand: each annotation that can be read is shown, the others are told by id and kept', async () => {
    const articleId = await addArticle('Harbour shut')
    const kinds = ['harbour office', 'closed at noon', 'Nobody', 'told why', 'office closed']
    const made: string[] = []
    for (const quote of kinds) {
      made.push((await tagQuote(articleId, quote, 'Frames')).annotation.id)
    }
    const [fine = '', wrongType = '', outside = '', otherQuote = '', extraField = ''] = made
    type Entry = { id: string; note: unknown; target: { position: { end: number }; quote: object } }
    await app.edit(annotations, (text) => {
      const file = JSON.parse(text) as { annotations: Entry[] }
      for (const entry of file.annotations) {
        if (entry.id === wrongType) entry.note = 7
        if (entry.id === outside) entry.target.position.end = 9_999
        if (entry.id === otherQuote) Object.assign(entry.target.quote, { exact: 'told how' })
        if (entry.id === extraField) Object.assign(entry, { colour: 'red' })
      }
      return JSON.stringify(file)
    })
    await app.restart()
    const view = await app.call('articles.open', { id: articleId })
    const shown = view.annotations.map(({ annotation }) => annotation.id).sort()
    expect(shown).toEqual([fine, outside, otherQuote, extraField].sort())
    for (const id of [wrongType, outside, otherQuote, extraField]) {
      expect(view.problems.filter((sentence) => sentence.includes(id))).toHaveLength(1)
    }
    const { leftOut, passages } = await exported()
    expect(passages).toBe(2)
    expect(leftOut.map(({ id }) => id).sort()).toEqual([wrongType, outside, otherQuote].sort())
    expect((await app.call('passages.list', {})).passages).toHaveLength(4)

    const change = { articleId, annotationId: extraField, expectedRev: 1, note: 'seen' }
    await app.call('annotations.change', change)
    const kept = JSON.parse(await readFile(await app.pathOf(annotations), 'utf8')) as {
      annotations: (Entry & { colour?: string })[]
    }
    const byId = new Map(kept.annotations.map((entry) => [entry.id, entry]))
    expect(byId.get(wrongType)?.note).toBe(7)
    expect(byId.get(outside)?.target.position.end).toBe(9_999)
    expect(byId.get(extraField)).toMatchObject({ colour: 'red', note: 'seen', rev: 2 })
    const error = await refused('annotations.change', { ...change, annotationId: wrongType })
    expect(error.message).toContain(wrongType)
  })

  it('without an earlier state is put aside whole, and that it lies there stays told', async () => {
    const articleId = await addArticle('Harbour shut')
    await tagQuote(articleId, 'harbour office')
    await app.edit(annotations, (text) => text.slice(0, 40))
    await expect(tagQuote(articleId, 'Nobody')).rejects.toThrow(/damaged-\d{12}/u)
    await tagQuote(articleId, 'Nobody')
    await app.restart()
    const aside = await app.pathOf(/damaged-/u)
    const view = await app.call('articles.open', { id: articleId })
    expect(view.annotations).toHaveLength(1)
    expect(view.problems.join()).toContain(aside.slice(app.library.length + 1))
    expect((await exported()).leftOut).toMatchObject([{ id: articleId }])
    await rm(aside)
    const after = await app.call('articles.open', { id: articleId })
    expect(after.problems).toEqual([])
    expect((await app.call('articles.list', {})).problems).toEqual([])
  })
})

describe('an article that is damaged', () => {
  it('is named by its id in exports, and says so when opened; the others are the same', async () => {
    const damaged = await addArticle('Harbour shut')
    const { annotation } = await tagQuote(damaged, 'harbour office')
    await app.edit(/article\.json$/u, (text) => text.slice(0, 40))
    const whole = await addArticle('Market open')
    await tagQuote(whole, 'Nobody')
    await app.restart()
    const { leftOut, passages } = await exported()
    expect(passages).toBe(1)
    expect(leftOut).toMatchObject([{ id: damaged }])
    expect(leftOut[0]?.reason).toContain('article.json')
    const named = await exported({
      kind: 'members',
      members: [
        { articleId: whole, annotationId: null },
        { articleId: damaged, annotationId: annotation.id },
      ],
    })
    expect(named.leftOut[0]?.reason).toContain('article.json')
    const part = damaged.slice(-10)
    expect(await app.call('ids.resolve', { part })).toEqual({
      articleId: damaged,
      annotationId: null,
    })
    await expect(app.call('articles.open', { id: damaged })).rejects.toThrow(/article\.json/u)
  })

  it('or gone, can be taken out of a collection by its id, and so can its passages', async () => {
    const lost = await addArticle('Harbour shut')
    const { annotation } = await tagQuote(lost, 'harbour office')
    const members = [
      { articleId: lost, annotationId: null },
      { articleId: lost, annotationId: annotation.id },
    ]
    await app.call('collections.add', { name: 'Chapter', members })
    await rm(dirname(await app.pathOf(/article\.json$/u)), { recursive: true })
    await app.restart()
    for (const id of [lost, annotation.id]) {
      const member = await app.call('ids.resolve', { part: id.slice(-10) })
      await app.call('collections.remove', { name: 'Chapter', members: [member] })
    }
    expect((await app.call('collections.list', {})).collections[0]?.members).toEqual([])
  })
})

describe('a refused change', () => {
  it('makes no tag: neither with an old revision, nor on another coder’s annotation', async () => {
    const articleId = await addArticle('Harbour shut')
    const { annotation } = await tagQuote(articleId, 'harbour office', 'Frames')
    const before = await readFile(join(app.library, 'codebook.json'), 'utf8')
    const change = { articleId, annotationId: annotation.id, tags: [{ path: 'New' }] }
    expect(await refused('annotations.change', { ...change, expectedRev: 7 })).toMatchObject({
      code: 'changed-meanwhile',
    })
    const other = newId()
    const own = await app.pathOf(annotations)
    const theirs = own.replace(annotation.coderId, other)
    const text = (await readFile(own, 'utf8')).replaceAll(annotation.coderId, other)
    await writeFile(theirs, text.replaceAll(annotation.id, other))
    const error = await refused('annotations.change', {
      ...change,
      annotationId: other,
      expectedRev: 1,
    })
    expect(error).toMatchObject({ code: 'invalid-input' })
    expect(await readFile(join(app.library, 'codebook.json'), 'utf8')).toBe(before)
  })
})

describe('an annotation that cannot be written', () => {
  it('makes no tag either', async () => {
    const articleId = await addArticle('Harbour shut')
    await tagQuote(articleId, 'harbour office', 'Frames')
    const before = await readFile(join(app.library, 'codebook.json'), 'utf8')
    await app.edit(annotations, (text) => text.slice(0, 40))
    await expect(tagQuote(articleId, 'Nobody', 'New')).rejects.toThrow(/document-damaged/u)
    expect(await readFile(join(app.library, 'codebook.json'), 'utf8')).toBe(before)
  })
})

describe('pressmark.json', () => {
  it('stays lost where what this computer wrote last is not in the journal', async () => {
    await addArticle('Harbour shut')
    await app.restart() // what is remembered is written once the reply is out
    await rm(join(app.library, 'pressmark.json'))
    const memory = join(app.library, '..', 'data', 'device.json')
    const text = await readFile(memory, 'utf8')
    await writeFile(memory, text.replace(/"self": "[0-9a-f]+"/u, `"self": "${'0'.repeat(64)}"`))
    await app.restart()
    expect((await app.call('library.describe', {})).readOnly).toContain('pressmark.json')
  })

  it('that is missing comes back with its own id where this computer wrote here before', async () => {
    const articleId = await addArticle('Harbour shut')
    const { libraryId } = await app.call('library.describe', {})
    await rm(join(app.library, 'pressmark.json'))
    await app.restart()
    const info = await app.call('library.describe', {})
    expect(info).toMatchObject({ libraryId, readOnly: null })
    expect(info.problems).toMatchObject([{ path: 'pressmark.json' }])
    expect(await app.files()).not.toContain('pressmark.json')
    await tagQuote(articleId, 'Nobody')
    await app.restart()
    expect(await app.call('library.describe', {})).toMatchObject({ libraryId, problems: [] })
  })

  it.each([
    ['is missing', null],
    ['is damaged', '{"format":1,"id'],
  ])(
    'that %s where nobody here knows its id: all is read, nothing written, and it is said',
    async (_, text) => {
      await addArticle('Harbour shut')
      await tagQuote((await app.call('articles.list', {})).articles[0]?.row.id ?? '', 'Nobody')
      const path = join(app.library, 'pressmark.json')
      await rm(path)
      if (text !== null) await writeFile(path, text)
      await rm(join(app.library, '..', 'data', 'device.json'))
      await app.restart()
      const info = await app.call('library.describe', {})
      expect(info.readOnly).toContain('pressmark.json')
      expect(info.libraryId).toBeNull()
      expect((await app.call('articles.list', {})).articles).toHaveLength(1)
      expect((await exported()).passages).toBe(1)
      await expect(addArticle('Other')).rejects.toThrow(/pressmark\.json/u)
      if (text !== null) expect(await readFile(path, 'utf8')).toBe(text)
    },
  )

  it('a folder with a folder of that name but no article of ours holds other things', async () => {
    await mkdir(join(app.library, 'articles', 'drafts'), { recursive: true })
    await expect(app.restart()).rejects.toMatchObject({ code: 'library-foreign' })
    await rm(app.library, { recursive: true })
    await app.restart()
  })
})

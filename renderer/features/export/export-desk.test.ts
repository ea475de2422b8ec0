import { describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { inMemoryLibrary, type InMemoryLibrary } from '../../../tests/support/in-memory-library.ts'
import { collectionView, passageView } from '../../../tests/support/in-memory-places.ts'
import { createExportDesk, pathOf, type ExportDesk } from './export-desk.ts'

const passages = [passageView('one'), passageView('two')]
const [first] = passages.map(({ articleId, view }) => ({
  articleId,
  annotationId: view.annotation.id,
}))

async function open(): Promise<{ application: InMemoryLibrary; desk: ExportDesk }> {
  const application = inMemoryLibrary()
  application.passages = passages
  application.collections = [collectionView('Chapter 2', [first!])]
  const desk = createExportDesk(application.client, false)
  desk.start()
  await settled(desk)
  return { application, desk }
}

const settled = (desk: ExportDesk) => vi.waitUntil(() => !desk.preview.get().isReading)
const text = (desk: ExportDesk) => desk.preview.get().shown?.preview.files[0]?.text
const path = (desk: ExportDesk) => pathOf(desk.choice.get(), desk.preview.get())

describe('the preview', () => {
  it('follows what is chosen, and what the library becomes', async () => {
    const { application, desk } = await open()
    expect(text(desk)).toBe('one\ntwo')
    desk.choose({ what: 'collection', collection: 'Chapter 2' })
    await settled(desk)
    expect(text(desk)).toBe('one')
    application.passages = [passageView('three')]
    desk.choose({ what: 'all' })
    application.announce('library.changed', { articleIds: [] })
    await vi.waitUntil(() => text(desk) === 'three')
  })

  it('tells a failure in its sentence, and works again when read again', async () => {
    const { application, desk } = await open()
    application.failure = new AppError('disk-error', 'The disk does not answer.')
    await desk.refresh()
    expect(desk.preview.get().failure?.message).toBe('The disk does not answer.')
    application.failure = null
    await desk.refresh()
    expect(text(desk)).toBe('one\ntwo')
    expect(desk.preview.get().failure).toBeNull()
  })
})

describe('what a place hands over', () => {
  it('is chosen at once, and stays to be chosen again', async () => {
    const { desk } = await open()
    const handed = {
      kind: 'members' as const,
      members: [first!],
      name: 'This passage',
      detail: '',
    }
    desk.hand(handed)
    await settled(desk)
    expect(text(desk)).toBe('one')
    desk.hand({ kind: 'collection', name: 'Chapter 2' })
    expect(desk.choice.get()).toMatchObject({ what: 'collection', collection: 'Chapter 2', handed })
    desk.hand(null)
    expect(desk.choice.get().what).toBe('all')
  })
})

describe('the path', () => {
  it('is the suggested one until another is typed, whose ending follows the format', async () => {
    const { desk } = await open()
    expect(path(desk)).toBe('/home/ida/Documents/export.md')
    desk.choose({ typedPath: '/home/ida/flood.md' })
    desk.choose({ format: 'csv' })
    await settled(desk)
    expect(path(desk)).toBe('/home/ida/flood.csv')
  })

  it('stays as it is while someone is in its field, whatever is suggested meanwhile', async () => {
    const { application, desk } = await open()
    desk.choose({ format: 'csv' })
    desk.holdPath(true)
    expect(path(desk)).toBe('/home/ida/Documents/export.csv')
    application.suggestedPath = '/home/ida/Documents/export 2'
    await desk.refresh()
    expect(path(desk)).toBe('/home/ida/Documents/export.csv')
    desk.holdPath(false)
    expect(path(desk)).toBe('/home/ida/Documents/export 2.csv')
  })

  it('stays empty under whoever came before anything was suggested', async () => {
    const application = inMemoryLibrary()
    application.passages = passages
    const desk = createExportDesk(application.client, false)
    desk.start()
    desk.holdPath(true)
    await settled(desk)
    expect(path(desk)).toBe('')
    desk.holdPath(false)
    expect(path(desk)).toBe('/home/ida/Documents/export.md')
  })

  it('is the one suggested for what is chosen, even when Enter comes before the preview', async () => {
    const { application, desk } = await open()
    desk.choose({ format: 'csv' })
    await desk.write(false)
    expect(application.exports).toMatchObject([{ path: '/home/ida/Documents/export.csv' }])
  })
})

describe('writing', () => {
  it('says where it lies, refuses to replace, and replaces when told so', async () => {
    const { application, desk } = await open()
    await desk.write(false)
    expect(desk.writing.get()).toMatchObject({ phase: 'written', report: { passages: 2 } })
    await desk.write(false)
    expect(desk.writing.get()).toMatchObject({
      phase: 'failed',
      failure: { code: 'already-exists' },
    })
    await desk.write(true)
    expect(desk.writing.get().phase).toBe('written')
    expect(application.exports.map(({ force }) => force)).toEqual([false, false, true])
  })

  it('forgets how it ended when something else is chosen', async () => {
    const { desk } = await open()
    await desk.write(false)
    desk.choose({ typedPath: '/home/ida/other.md' })
    expect(desk.writing.get().phase).toBe('idle')
  })
})

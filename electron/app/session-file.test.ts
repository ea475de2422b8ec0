import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId, type Id } from '../../shared/domain/ids.ts'
import type { Session } from '../../shared/domain/session.ts'
import { openAppInFolder, type AppInFolder } from '../../tests/support/app-in-folder.ts'

let app: AppInFolder

beforeEach(async () => {
  app = await openAppInFolder()
})
afterEach(() => app.remove())

const capture = async (): Promise<Id> => {
  const text = `The gate that nobody mended\n\n${'The pumps stood still for a night. '.repeat(20)}`
  return (await app.call('captures.add', { kind: 'text', text })).articleId
}
const sessionIn = (articleId: Id, some: Partial<Session> = {}): Session => ({
  place: `#/article/${articleId}`,
  reading: { articleId, versionId: newId(), isLatest: true, block: 1, offset: 31 },
  library: { top: `article:${articleId}`, active: null },
  filters: { passages: { words: 'pumps', tag: null, withNote: true } },
  notes: [],
  ...some,
})
const folder = async (): Promise<string> => {
  const { libraryId } = await app.call('library.describe', {})
  return join(dirname(app.library), 'data', 'libraries', libraryId ?? '')
}
const problems = async () => (await app.call('library.describe', {})).problems

describe('the session of a library', () => {
  it('is what was written last, also at the next start', async () => {
    const session = sessionIn(await capture())
    await app.call('session.write', session)
    const later = { ...session, place: '#/passages' }
    await app.call('session.write', later)
    await app.restart()
    expect(await app.call('session.read', {})).toEqual({ session: later, gone: [] })
  })

  it('lies in this machine’s data and never in the library', async () => {
    const session = sessionIn(await capture())
    const before = await app.files()
    await app.call('session.write', session)
    expect(await app.files()).toEqual(before)
    expect(await readdir(await folder())).toContain('session.json')
  })

  it('is nothing where nothing was ever written, and writes nothing by being asked', async () => {
    expect(await app.call('session.read', {})).toEqual({ session: null, gone: [] })
    await app.call('session.write', sessionIn(newId()))
    expect(await app.call('session.read', {})).toEqual({ session: null, gone: [] })
    expect(await readdir(join(dirname(app.library), 'data'))).not.toContain('libraries')
  })

  it('names its articles that are no longer in the library, each once', async () => {
    const here = await capture()
    const [read, noted] = [newId(), newId()]
    const note = {
      articleId: noted,
      versionId: newId(),
      articleTitle: 'Quay Street',
      annotationId: null,
      passage: { start: 0, end: 4 },
      saved: '',
      text: 'Who signed?',
      sentence: null,
    }
    const session = sessionIn(read, { notes: [note, { ...note, articleId: here }] })
    await app.call('session.write', session)
    expect(await app.call('session.read', {})).toEqual({ session, gone: [read, noted] })
  })

  it('that is damaged is kept whole, is told, and a fresh one begins', async () => {
    const articleId = await capture()
    await app.call('session.write', sessionIn(articleId))
    const path = join(await folder(), 'session.json')
    await app.restart()
    await writeFile(path, '{"format": 1, "session": {"place"')
    expect(await app.call('session.read', {})).toEqual({ session: null, gone: [] })
    const [problem] = await problems()
    expect(problem?.message).toContain('It is kept whole as')
    expect(await readFile(problem?.path ?? '', 'utf8')).toBe('{"format": 1, "session": {"place"')
    const next = sessionIn(articleId, { place: '#/export' })
    await app.call('session.write', next)
    await app.restart()
    expect((await app.call('session.read', {})).session).toEqual(next)
    expect(await problems()).toEqual([])
  })

  it('that cannot be written stops nothing, is told once, and is no trouble any more once it can', async () => {
    const session = sessionIn(await capture())
    await app.call('session.write', session)
    const own = await folder()
    await rename(own, `${own}-away`)
    await writeFile(own, 'a file where the folder was')
    await app.call('session.write', { ...session, place: '#/export' })
    await app.call('session.write', { ...session, place: '#/passages' })
    const told = (await problems()).filter(({ path }) => path === join(own, 'session.json'))
    expect(told).toHaveLength(1)
    expect(told[0]?.message).toContain('not remembered')
    await rm(own)
    await rename(`${own}-away`, own)
    await app.call('session.write', { ...session, place: '#/' })
    expect(await problems()).toEqual([])
    expect((await app.call('session.read', {})).session?.place).toBe('#/')
  })
})

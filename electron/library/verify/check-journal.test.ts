import { readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { isFault } from '../../../shared/api/verification.ts'
import { copiesForTests, ownJournalOf, short } from '../../../tests/support/copied-library.ts'
import { openLibrary } from '../open-library.ts'

const { app, copy, verify } = copiesForTests()
/** What a computer remembers that never wrote there. */
const gone = '/nowhere/device.json'

test('a torn last line is unfinished, and says that nothing was tampered with', async () => {
  const { folder, change } = await copy()
  const file = await change(await ownJournalOf(app()), (text) => text.slice(0, -30))
  const { findings } = await verify(folder, { deviceMemoryFile: gone })
  expect(findings.map(short)).toEqual([`unfinished ${file}`])
  expect(findings[0]?.sentence).toMatch(/power cut.*nothing was tampered with/u)
})

test('a torn line that this computer had written whole is unfinished, and that is said, too', async () => {
  const { folder, change } = await copy()
  const file = await change(await ownJournalOf(app()), (text) => text.slice(0, -30))
  const { findings } = await verify(folder)
  expect(findings.map(short)).toEqual([`unfinished ${file}`])
  expect(findings[0]?.sentence).toContain('remembers that it wrote that line whole')
})

test('whole lines that were cut off with a part of another are missed', async () => {
  const { folder, change } = await copy()
  const file = await change(await ownJournalOf(app()), (text) => {
    const lines = text.split('\n')
    return [...lines.slice(0, -3), lines.at(-3)?.slice(0, 40)].join('\n')
  })
  const { findings } = await verify(folder)
  expect(findings.map(short)).toEqual([
    `altered ${file}`,
    // The version whose capture the lines told of is named by nothing but article.json now.
    'unlogged journal',
  ])
})

test.each([
  ['zeros where a line was to be', (text: string) => `${text}${'\0'.repeat(90)}\n`],
  ['a line without its line feed', (text: string) => text.slice(0, -1)],
  ['the beginning of a line, twice', (text: string) => `${text}{"seq":N,"at\n{"seq":N`],
])('%s is unfinished, too', async (_what, tear) => {
  const { folder, change } = await copy()
  const file = await change(await ownJournalOf(app()), (text) => {
    const seq = text.trim().split('\n').length + 1
    return tear(text).replaceAll('"seq":N', `"seq":${seq}`)
  })
  const { findings } = await verify(folder, { deviceMemoryFile: gone })
  expect(findings.map(short)).toEqual([`unfinished ${file}`])
})

test('a torn line that the next one owned up to is told, and is no fault', async () => {
  const { root, folder, change } = await copy()
  await change(await ownJournalOf(app()), (text) => `${text}{"seq":`)
  const machine = JSON.parse(
    await readFile(join(dirname(app().library), 'data', 'settings.json'), 'utf8'),
  ) as { coderId: string; deviceId: string }
  const deviceMemoryFile = join(root, 'data', 'device.json')
  const library = await openLibrary({
    folder,
    cacheFolder: join(root, 'cache'),
    deviceMemoryFile,
    machine: { ...machine, hostId: 'a-host', coderName: 'Ada Osei' },
  })
  await library.journal.append({ what: 'export', ids: {}, detail: {}, files: {} })
  await library.close()
  const { findings } = await verify(folder, { deviceMemoryFile })
  expect(findings.map(({ kind }) => kind)).toEqual(['closed-line'])
  expect(findings.filter(isFault)).toEqual([])
  await change(await ownJournalOf(app()), (text) =>
    text.replace('{"seq":{', '{"Seq":{').replace('\n{"seq":\n', '\n{"sEq":\n'),
  )
  const again = await verify(folder, { deviceMemoryFile })
  expect(again.findings.map(({ kind }) => kind)).toEqual(['altered'])
})

test.each([
  [
    'altered in the middle',
    (lines: string[]) => lines.with(1, lines[1]?.replace('20', '21') ?? ''),
  ],
  ['taken out of the middle', (lines: string[]) => lines.toSpliced(2, 1)],
  ['taken out at the beginning', (lines: string[]) => lines.slice(1)],
  ['put in twice', (lines: string[]) => lines.toSpliced(1, 0, lines[1] ?? '')],
  ['in another order', (lines: string[]) => lines.with(1, lines[2] ?? '').with(2, lines[1] ?? '')],
  [
    'altered at the end',
    (lines: string[]) => lines.with(-2, lines.at(-2)?.replace('"at"', '"aT"') ?? ''),
  ],
])('lines of the journal that were %s are altered', async (_what, change) => {
  const one = await copy()
  const file = await one.change(await ownJournalOf(app()), (text) =>
    change(text.split('\n')).join('\n'),
  )
  const { findings } = await verify(one.folder, { deviceMemoryFile: gone })
  const ofJournal = findings.filter((finding) => finding.file === file)
  expect(new Set(ofJournal.map(({ kind }) => kind))).toEqual(new Set(['altered']))
})

test('lines that were cut off the end are missed by the computer that wrote them', async () => {
  const { folder, change } = await copy()
  const file = await change(await ownJournalOf(app()), (text) => {
    const lines = text.split('\n')
    return `${lines.slice(0, -2).join('\n')}\n`
  })
  const { findings } = await verify(folder)
  expect(findings.map(short)).toEqual([`altered ${file}`])
  expect(findings[0]?.headline).toBe('The end of the custody log is gone')
})

test('without any journal it is said what vouches for the versions', async () => {
  const { folder } = await copy()
  await rm(join(folder, 'journal'), { recursive: true })
  const { findings } = await verify(folder, { deviceMemoryFile: gone })
  expect(findings.map(({ kind }) => kind)).toEqual(['unlogged'])
  expect((await verify(folder)).findings.map(({ kind }) => kind)).toEqual(['missing', 'unlogged'])
})

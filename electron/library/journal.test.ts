import { appendFile, mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '../../shared/domain/ids.ts'
import type { JournalAct, JournalLine } from '../../shared/domain/journal.ts'
import { sha256Of } from '../system/hash.ts'
import type { Disk } from './disk.ts'
import { openJournal } from './journal.ts'
import { parseLine } from './journal-lines.ts'
import { libraryPaths } from './library-paths.ts'
import { systemError, watchedFileSystem, type Fault } from './testing/file-systems.ts'
import { testDisk } from './testing/list-document.ts'
import { makeTestFolder, type TestFolder } from './testing/temporary-library.ts'

let folder: TestFolder
const libraryId = newId()
const coderId = newId()
const deviceId = newId()
beforeEach(async () => {
  folder = await makeTestFolder()
  await mkdir(folder.library)
  disks.length = 0
})
afterEach(async () => {
  await settled()
  await folder.remove()
})

/** What was opened in this test: acts answer before what they remember is written. */
const disks: Disk[] = []
const settled = () => Promise.all(disks.map(({ lingering }) => lingering.settled()))

function open(fault: Fault = () => null, memory = 'device.json') {
  const disk = testDisk(folder.library, { fs: watchedFileSystem([], fault) })
  disks.push(disk)
  return openJournal({
    disk,
    paths: libraryPaths(folder.library),
    coderId,
    deviceId,
    deviceMemoryFile: join(folder.root, 'data', memory),
    libraryId: () => Promise.resolve(libraryId),
  })
}

const act = (n: number): JournalAct => ({
  what: 'capture',
  ids: { article: coderId },
  detail: { n, outlet: 'Süddeutsche' },
  files: { [`articles/${n}.json`]: sha256Of(`${n}`) },
})
const path = () => join(folder.library, 'journal', `${coderId}-${deviceId}.jsonl`)
const bytes = () => readFile(path(), 'utf8')
const files = () => readdir(join(folder.library, 'journal'))

/** The whole lines of a journal; the chain from one to the next is checked on the way. */
function chain(text: string): JournalLine[] {
  const lines = text
    .split('\n')
    .map(parseLine)
    .filter((line) => line !== null)
  for (const [index, line] of lines.entries()) {
    expect(line.seq).toBe(index + 1)
    expect(line.prev).toBe(lines[index - 1]?.self ?? null)
  }
  return lines
}

test('each act is a line; each line names the hash of the one before', async () => {
  const journal = open()
  for (const n of [1, 2, 3]) expect(await journal.append(act(n))).toEqual([])
  const text = await bytes()
  expect(chain(text).map(({ detail }) => detail['n'])).toEqual([1, 2, 3])
  const [first = ''] = text.split('\n')
  const { self, ...rest } = JSON.parse(first) as JournalLine
  expect(self).toBe(sha256Of(JSON.stringify(rest)))
})

test('a line may hold any character that an address can bring', async () => {
  const said = { ...act(1), detail: { address: 'a\u2028b\u0085c\ud83d\udc26' } }
  await open().append(said)
  await open().append(act(2))
  expect(chain(await bytes()).map(({ what }) => what)).toEqual(['capture', 'capture'])
})

test('the chain goes on over a restart, and over lost memory', async () => {
  await open().append(act(1))
  await open().append(act(2))
  await settled()
  await writeFile(join(folder.root, 'data', 'device.json'), '')
  await open().append(act(3))
  expect(chain(await bytes())).toHaveLength(3)
  expect(await files()).toHaveLength(1)
})

test('two windows at once write one chain', async () => {
  await Promise.all(Array.from({ length: 12 }, (_, n) => open().append(act(n))))
  expect(chain(await bytes())).toHaveLength(12)
})

test.each([
  ['half a line', (line: string) => line.slice(0, 90)],
  ['zeros', () => '\0'.repeat(80)],
  [
    'a line whose middle is zeros',
    (line: string) => `${line.slice(0, 40)}${'\0'.repeat(40)}${line.slice(80)}`,
  ],
])('%s at the end is closed by a line that holds its hash', async (_name, tear) => {
  await open().append(act(1))
  const torn = tear((await bytes()).trimEnd())
  await appendFile(path(), torn)
  await open().append(act(2))
  const text = await bytes()
  const [first, unfinished, second] = chain(text)
  expect(first?.what).toBe('capture')
  expect(unfinished).toMatchObject({
    what: 'unfinished',
    detail: { sha256: sha256Of(torn), sizeBytes: Buffer.byteLength(torn) },
  })
  expect(second?.detail['n']).toBe(2)
  expect(text.split('\n')).toHaveLength(5)
  expect(text.split('\n')[1]).toBe(torn)
})

test('a whole line that lacks only its line feed is a line', async () => {
  await open().append(act(1))
  await writeFile(path(), (await bytes()).trimEnd())
  await open().append(act(2))
  expect(chain(await bytes()).map(({ what }) => what)).toEqual(['capture', 'capture'])
})

test('a file that lost this device’s last line is left alone: the device takes a new id', async () => {
  await open().append(act(1))
  const before = await bytes()
  await open().append(act(2))
  await writeFile(path(), before)
  await open().append(act(3))
  await open().append(act(4))
  expect(await bytes()).toBe(before)
  const other = (await files()).find((name) => !name.includes(deviceId)) ?? ''
  expect(await files()).toHaveLength(2)
  const lines = chain(await readFile(join(folder.library, 'journal', other), 'utf8'))
  expect(lines.map(({ detail }) => detail['n'])).toEqual([3, 4])
})

test('lines that another window wrote in between are gone on from', async () => {
  const [mine, other] = [open(), open()]
  for (const n of [1, 2, 3, 4, 5]) await (n % 2 === 0 ? other : mine).append(act(n))
  expect(chain(await bytes()).map(({ detail }) => detail['n'])).toEqual([1, 2, 3, 4, 5])
  expect(await files()).toHaveLength(1)
})

test('a file that was put back under an open journal is left alone as well', async () => {
  const journal = open()
  await journal.append(act(1))
  const before = await bytes()
  await journal.append(act(2))
  await writeFile(path(), before)
  await journal.append(act(3))
  expect(await bytes()).toBe(before)
  expect(await files()).toHaveLength(2)
})

test.each(['ENOSPC', 'EIO', 'EROFS', 'EACCES'])(
  '%s does not undo the act: the reply carries a warning',
  async (errno) => {
    await open().append(act(1))
    for (const step of ['open ra', 'write', 'sync']) {
      const isJournal = (names: string) => names.endsWith('.jsonl')
      const failing = open(({ what, names }) =>
        what === step && isJournal(names) ? systemError(errno) : null,
      )
      const warnings = await failing.append(act(2))
      expect(warnings).toHaveLength(1)
      expect(warnings[0]).toContain('lacks this act')
    }
    await open().append(act(3))
    const lines = chain(await bytes())
    expect(lines.at(-1)?.detail['n']).toBe(3)
  },
)

test('the line is on the disk before the reply, the folder too when the file is new', async () => {
  const calls: { what: string; names: string }[] = []
  const fs = watchedFileSystem(calls)
  const disk = testDisk(folder.library, { fs })
  disks.push(disk)
  const journal = openJournal({
    disk,
    paths: libraryPaths(folder.library),
    coderId,
    deviceId,
    deviceMemoryFile: join(folder.root, 'data', 'device.json'),
    libraryId: () => Promise.resolve(libraryId),
  })
  await journal.append(act(1))
  const synced = calls.filter(({ what }) => what === 'sync').map(({ names }) => names)
  expect(synced.slice(-2)).toEqual([`${coderId}-${deviceId}.jsonl`, 'journal'])
})

test('a place that was held and let go leaves no line, and whoever waits for it writes theirs', async () => {
  const journal = open()
  await journal.append(act(1))
  const held = journal.hold()
  const next = journal.append(act(2))
  await held.letGo()
  expect(await next).toEqual([])
  expect(chain(await bytes()).map(({ detail }) => detail['n'])).toEqual([1, 2])
})

test('lines stand in the order in which their places were held', async () => {
  const journal = open()
  await journal.append(act(1))
  const places = [journal.hold(), journal.hold()]
  const written = places.map((place, index) => place.append(act(index + 2)))
  expect((await Promise.all(written)).flat()).toEqual([])
  expect(chain(await bytes()).map(({ detail }) => detail['n'])).toEqual([1, 2, 3])
})

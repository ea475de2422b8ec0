import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { realFileSystem } from './file-system.ts'
import { systemError, watchedFileSystem, type Call, type Fault } from './testing/file-systems.ts'
import { openList, testDisk, withWord, type ListFile } from './testing/list-document.ts'
import { makeTestFolder, type TestFolder } from './testing/temporary-library.ts'

let folder: TestFolder
beforeEach(async () => {
  folder = await makeTestFolder()
})
afterEach(() => folder.remove())

const wordsOnDisk = async () =>
  (JSON.parse(await readFile(join(folder.root, 'list.json'), 'utf8')) as ListFile).words

/** Writes `one` and `two` in peace, then `three` with a fault. */
async function writeThird(fault: Fault) {
  const calls: Call[] = []
  let isArmed = false
  const fs = watchedFileSystem(calls, (call, index) => (isArmed ? fault(call, index) : null))
  const list = openList(testDisk(folder.root, { fs }))
  await list.update(withWord('one'))
  await list.update(withWord('two'))
  calls.length = 0
  isArmed = true
  const error: unknown = await list.update(withWord('three')).then(
    () => null,
    (reason: unknown) => reason,
  )
  isArmed = false
  return { list, calls, error }
}

const codes = { ENOSPC: 'disk-full', EROFS: 'read-only', EACCES: 'no-access', EIO: 'disk-error' }
const errnos = Object.keys(codes) as (keyof typeof codes)[]
const steps: [string, (call: Call) => boolean][] = [
  [
    'making of the lock',
    ({ what, names }) =>
      (what === 'makeSymbolicLink' || what === 'open wx') && names.includes('.lock'),
  ],
  [
    'creation of the new file',
    ({ what, names }) => what === 'open wx' && names.endsWith('.json.tmp'),
  ],
  ['writing of the new file', ({ what, names }) => what === 'write' && names.endsWith('.json.tmp')],
  ['sync of the new file', ({ what, names }) => what === 'sync' && names.endsWith('.json.tmp')],
  ['renaming to .prev', ({ what, names }) => what === 'rename' && names.endsWith('.prev')],
  [
    'renaming to the document',
    ({ what, names }) => what === 'rename' && names.endsWith(' list.json'),
  ],
]

test.each(steps)(
  'a failed %s says why, leaves all as it was, and the next save works',
  async (_name, isStep) => {
    for (const errno of errnos) {
      const { list, error } = await writeThird((call) => (isStep(call) ? systemError(errno) : null))
      expect(error).toBeInstanceOf(AppError)
      expect(error).toMatchObject({
        code: codes[errno],
        message: expect.stringContaining('list.json') as string,
      })
      expect(await wordsOnDisk()).toEqual(['one', 'two'])
      expect((await list.read())?.words).toEqual(['one', 'two'])
      expect((await readdir(folder.root)).filter((name) => name.startsWith('.'))).toEqual([])
      expect((await list.update(withWord('four'))).value.words).toEqual(['one', 'two', 'four'])
      await folder.remove()
      folder = await makeTestFolder()
    }
  },
)

test.each(errnos)(
  '%s on the sync of the folder is told, and memory is what is visible',
  async (errno) => {
    const { list, error } = await writeThird(({ what, names }) =>
      what === 'sync' && !names.endsWith('.tmp') ? systemError(errno) : null,
    )
    expect(error).toMatchObject({ code: 'disk-error', facts: { saved: true } })
    expect((error as AppError).message).toContain('was saved, but the disk reported an error')
    expect(await wordsOnDisk()).toEqual(['one', 'two', 'three'])
    expect((await list.read())?.words).toEqual(['one', 'two', 'three'])
  },
)

test.each(errnos)(
  '%s at any one call leaves memory and disk the same, and the next save works',
  async (errno) => {
    const { calls: healthy } = await writeThird(() => null)
    expect(healthy.length).toBeGreaterThan(14)
    for (const turn of healthy.keys()) {
      await folder.remove()
      folder = await makeTestFolder()
      const { list, error } = await writeThird((_call, index) =>
        index === turn ? systemError(errno) : null,
      )
      const words = await wordsOnDisk()
      const isSaved = error === null || (error as AppError).facts['saved'] === true
      expect(error === null || error instanceof AppError, `${turn}: ${String(error)}`).toBe(true)
      expect(words, `call ${turn}`).toEqual(isSaved ? ['one', 'two', 'three'] : ['one', 'two'])
      expect((await list.read())?.words).toEqual(words)
      await list.update(withWord('last'))
      expect(await wordsOnDisk()).toEqual([...words, 'last'])
    }
  },
)

test('a new lock that cannot be read back is an error, and leaves no lock', async () => {
  const fs = watchedFileSystem([], ({ what }) =>
    what === 'readSymbolicLink' ? systemError('EIO') : null,
  )
  const failing = openList(testDisk(folder.root, { fs })).update(withWord('one'))
  await expect(failing).rejects.toMatchObject({ code: 'disk-error' })
  expect(await readdir(folder.root)).toEqual([])
})

test('a disk that stops taking bytes is an error, never a cut document', async () => {
  const fs: typeof realFileSystem = {
    ...realFileSystem,
    async open(path, flags) {
      const file = await realFileSystem.open(path, flags)
      return /list\.json\.\d+\.[0-9a-f]+\.tmp$/u.test(path)
        ? { ...file, write: () => Promise.resolve(0) }
        : file
    },
  }
  await openList(testDisk(folder.root)).update(withWord('one'))
  const stuck = openList(testDisk(folder.root, { fs })).update(withWord('two'))
  await expect(stuck).rejects.toMatchObject({ code: 'disk-error' })
  expect(await wordsOnDisk()).toEqual(['one'])
})

test.each(['EPERM', 'ENOTSUP', 'EOPNOTSUPP'])(
  'where links are refused (%s) the previous state is a copy',
  async (errno) => {
    const { error } = await writeThird(({ what }) => (what === 'link' ? systemError(errno) : null))
    expect(error).toBeNull()
    const previous = JSON.parse(
      await readFile(join(folder.root, 'list.json.prev'), 'utf8'),
    ) as ListFile
    expect(previous.words).toEqual(['one', 'two'])
    expect(await wordsOnDisk()).toEqual(['one', 'two', 'three'])
  },
)

test('a change that throws leaves no trace, even where it changed what it was given', async () => {
  const list = openList(testDisk(folder.root))
  await list.update(withWord('one'))
  await list.read()
  const change = list.update((current) => {
    current.words.push('stray')
    throw new AppError('invalid-input', 'No.')
  })
  await expect(change).rejects.toMatchObject({ code: 'invalid-input' })
  expect((await list.read())?.words).toEqual(['one'])
  expect(await readdir(folder.root)).toEqual(['list.json'])
})

test('a file that may not be read is told as that, not as damage', async () => {
  const fs = watchedFileSystem([], ({ what }) =>
    what === 'readPart' ? systemError('EACCES') : null,
  )
  await openList(testDisk(folder.root)).update(withWord('one'))
  await expect(openList(testDisk(folder.root, { fs })).read()).rejects.toMatchObject({
    code: 'no-access',
  })
})

test('after a failed save, what another program wrote meanwhile is what a read gives', async () => {
  let isFull = false
  const fs = watchedFileSystem([], ({ what, names }) =>
    isFull && what === 'write' && names.endsWith('.tmp') ? systemError('ENOSPC') : null,
  )
  const list = openList(testDisk(folder.root, { fs }))
  await list.update(withWord('one'))
  await list.read()
  await openList(testDisk(folder.root)).update(withWord('theirs'))
  isFull = true
  await expect(list.update(withWord('two'))).rejects.toMatchObject({ code: 'disk-full' })
  expect((await list.read())?.words).toEqual(['one', 'theirs'])
})

test('a read beside an update gives what is on disk, never what is not saved yet', async () => {
  const list = openList(testDisk(folder.root))
  await list.update(withWord('one'))
  const seen: (string[] | undefined)[] = []
  await list.update(async (file) => {
    seen.push((await list.read())?.words)
    return withWord('two')(file)
  })
  seen.push((await list.read())?.words)
  expect(seen).toEqual([['one'], ['one', 'two']])
})

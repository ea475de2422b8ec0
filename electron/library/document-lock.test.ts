import { spawnSync } from 'node:child_process'
import { readFile, readdir, readlink, rename, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Disk } from './disk.ts'
import { withKeyLock } from './document-lock.ts'
import { realFileSystem } from './file-system.ts'
import { lockText, parseLock } from './lock-text.ts'
import { thisProcess, type ProcessIdentity } from './process-identity.ts'
import { systemError } from './testing/file-systems.ts'
import { openList, testDisk, withWord } from './testing/list-document.ts'
import { makeTestFolder, type TestFolder } from './testing/temporary-library.ts'

let folder: TestFolder
let lockFile: string
beforeEach(async () => {
  folder = await makeTestFolder()
  lockFile = join(folder.root, '.~list.json.lock')
})
afterEach(() => folder.remove())

const me = thisProcess('this-host')
const endedPid = spawnSync(process.execPath, ['--version']).pid
type Put = Partial<ProcessIdentity> & { token: string }
const tokenOf = (name: string) => name.padStart(16, '0')
const putLock = async (lock: Put | string, kind: 'file' | 'link' = 'file') => {
  const text = typeof lock === 'string' ? lock : lockText({ ...me, ...lock }, tokenOf(lock.token))
  await (kind === 'file' ? writeFile(lockFile, text) : symlink(text, lockFile))
}
const add = (disk: Disk, word: string) => openList(disk).update(withWord(word))

test('a lock is held by name during the change, and gone afterwards', async () => {
  let held = ''
  await openList(testDisk(folder.root)).update(async (file) => {
    held = await readlink(lockFile)
    return withWord('one')(file)
  })
  expect(parseLock(held)).toMatchObject({ pid: me.pid, started: me.started })
  expect(await readdir(folder.root)).toEqual(['list.json'])
})

test.each(['file', 'link'] as const)(
  'a lock (a %s) whose process on this host is gone is taken over at once',
  async (kind) => {
    await putLock({ pid: endedPid, token: 'a' }, kind)
    await add(testDisk(folder.root, { timing: { takeOverAfterMs: 60_000 } }), 'one')
    expect(await readdir(folder.root)).toEqual(['list.json'])
  },
)

test.skipIf(me.started === null)(
  'a pid that another process has by now counts as gone',
  async () => {
    await putLock({ pid: process.ppid, started: '1', token: 'a' })
    await add(testDisk(folder.root, { timing: { takeOverAfterMs: 60_000 } }), 'one')
    expect(await readdir(folder.root)).toEqual(['list.json'])
  },
)

test.skipIf(me.started === null)(
  'a process that runs keeps its lock, however long; the document is busy',
  async () => {
    const parent = await readFile(`/proc/${process.ppid}/stat`, 'utf8')
    const started = parent.slice(parent.lastIndexOf(')') + 2).split(' ')[19] ?? null
    await putLock({ pid: process.ppid, started, token: 'b' })
    const disk = testDisk(folder.root, { timing: { busyAfterMs: 100, takeOverAfterMs: 10 } })
    await expect(add(disk, 'one')).rejects.toMatchObject({ code: 'document-busy' })
    expect(await readFile(lockFile, 'utf8')).toContain(tokenOf('b'))
    expect(await readdir(folder.root)).toEqual(['.~list.json.lock'])
  },
)

test('a lock of another host is taken over only once watched unchanged', async () => {
  await putLock({ host: 'elsewhere', pid: endedPid, token: 'a' })
  const startedAt = performance.now()
  await add(testDisk(folder.root, { timing: { takeOverAfterMs: 120 } }), 'one')
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(120)
})

test('a lock of another host that keeps changing makes the document busy', async () => {
  let turn = 0
  await putLock({ host: 'elsewhere', token: '0' })
  const fs: typeof realFileSystem = {
    ...realFileSystem,
    async open(path, flags) {
      turn += 1
      if (path === lockFile) await putLock({ host: 'elsewhere', token: `${turn}` })
      return realFileSystem.open(path, flags)
    },
  }
  const disk = testDisk(folder.root, { fs, timing: { busyAfterMs: 60, takeOverAfterMs: 60 } })
  await expect(add(disk, 'one')).rejects.toMatchObject({ code: 'document-busy' })
})

const refuse = (errno: string) => () => Promise.reject(systemError(errno))
const lesserDrives: [string, Partial<typeof realFileSystem>][] = [
  ['refuses symbolic links (EPERM)', { makeSymbolicLink: refuse('EPERM') }],
  ['refuses symbolic links (ENOTSUP)', { makeSymbolicLink: refuse('ENOTSUP') }],
  [
    'keeps another text in a link',
    { makeSymbolicLink: (_text, path) => realFileSystem.makeSymbolicLink('elsewhere', path) },
  ],
  ['knows no links', { makeSymbolicLink: refuse('ENOSYS'), link: refuse('ENOTSUP') }],
]

test.each(lesserDrives)(
  'a drive that %s has locks as well, one holder at a time',
  async (_, calls) => {
    const fs = { ...realFileSystem, ...calls }
    const disks = ['', '/.', '/./.'].map((suffix) => testDisk(`${folder.root}${suffix}`, { fs }))
    await Promise.all(disks.map((disk, n) => Promise.all([add(disk, `${n}a`), add(disk, `${n}b`)])))
    expect((await openList(testDisk(folder.root)).read())?.words).toHaveLength(6)
    expect(await readdir(folder.root)).toEqual(['list.json', 'list.json.prev'])
  },
)

test('a lock that is a file and one that is a symbolic link keep each other out', async () => {
  const plain = { ...realFileSystem, makeSymbolicLink: refuse('EPERM') }
  const disks = [testDisk(folder.root), testDisk(`${folder.root}/.`, { fs: plain })]
  let held = 0
  let most = 0
  const write = (disk: Disk, word: string) =>
    openList(disk).update(async (file) => {
      most = Math.max(most, (held += 1))
      await readdir(folder.root)
      held -= 1
      return withWord(word)(file)
    })
  await Promise.all(
    disks.flatMap((disk, which) => [1, 2, 3].map((n) => write(disk, `${which}-${n}`))),
  )
  expect((await openList(testDisk(folder.root)).read())?.words).toHaveLength(6)
  expect(most).toBe(1)
})

test.each(['', '0123456789abcdef 12 ', '\0\0\0\0'])(
  'a torn lock (%j) is taken over once watched',
  async (content) => {
    await putLock(content)
    await add(testDisk(folder.root), 'one')
    expect(await readdir(folder.root)).toEqual(['list.json'])
  },
)

test('a lock of another program is kept as long as one of another computer', async () => {
  await putLock('{"pid":1}')
  const disk = testDisk(folder.root, { timing: { busyAfterMs: 100, takeOverAfterMs: 3_000 } })
  const startedAt = performance.now()
  await add(disk, 'one')
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(3_000)
})

test('a holder whose lock was taken over does not save over the other’s work', async () => {
  const disk = testDisk(folder.root)
  const mine = openList(disk)
  let turns = 0
  const { value } = await mine.update(async (file) => {
    turns += 1
    if (turns === 1) {
      // As another computer that waited long enough would do it.
      await rename(lockFile, join(folder.root, 'aside'))
      await putLock({ host: 'elsewhere', token: 'b' })
    }
    return withWord(`turn ${turns}`)(file)
  })
  expect(value.words).toEqual(['turn 2'])
})

test('a lock that could not be removed does not lock its own process out', async () => {
  let isStuck = true
  const fs: typeof realFileSystem = {
    ...realFileSystem,
    unlink: (path) =>
      isStuck && path === lockFile
        ? Promise.reject(systemError('EIO'))
        : realFileSystem.unlink(path),
  }
  const disk = testDisk(folder.root, { fs, timing: { busyAfterMs: 100, takeOverAfterMs: 60_000 } })
  await add(disk, 'one')
  isStuck = false
  expect((await add(disk, 'two')).value.words).toEqual(['one', 'two'])
})

test.each(['file', 'link'] as const)(
  'several that find the same stale lock (a %s) take it over one after the other',
  async (kind) => {
    await putLock({ pid: endedPid, token: 'a' }, kind)
    // Paths that differ are separate queues, as in separate processes.
    const disks = ['', '/.', '/./.', '/././.'].map((suffix) => testDisk(`${folder.root}${suffix}`))
    await Promise.all(disks.map((disk, n) => Promise.all([add(disk, `${n}a`), add(disk, `${n}b`)])))
    expect((await openList(testDisk(folder.root)).read())?.words).toHaveLength(8)
  },
)

test('a key lock lies in the cache under the hash of the key and lets one in at a time', async () => {
  const disk = testDisk(folder.root)
  const cache = join(folder.root, 'cache')
  const seen: string[] = []
  const turn = (name: string) => async () => {
    seen.push(`${name} in`)
    expect(await readdir(join(cache, 'locks'))).toEqual([
      expect.stringMatching(/^[0-9a-f]{32}\.lock$/u),
    ])
    seen.push(`${name} out`)
  }
  await Promise.all(
    ['a', 'b'].map((name) => withKeyLock(disk, cache, 'https://a.example/', turn(name))),
  )
  expect(seen.map((step) => step.slice(2))).toEqual(['in', 'out', 'in', 'out'])
  expect(await readdir(join(cache, 'locks'))).toEqual([])
})

import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sealedText } from './json-text.ts'
import { sha256Of } from '../system/hash.ts'
import {
  shortWritingFileSystem,
  watchedFileSystem,
  withChangeTimes,
  type Call,
} from './testing/file-systems.ts'
import { openDocument } from './json-document.ts'
import { ListFile, openList, testDisk, withWord } from './testing/list-document.ts'
import { makeTestFolder, type TestFolder } from './testing/temporary-library.ts'

let folder: TestFolder
const file = (name = 'list.json') => join(folder.root, name)
const text = (name?: string) => readFile(file(name), 'utf8')
const put = (content: string | Uint8Array, name?: string) => writeFile(file(name), content)
const list = (words: string[]) => sealedText({ format: 1, words })

beforeEach(async () => {
  folder = await makeTestFolder()
})
afterEach(() => folder.remove())

describe('what lies on disk', () => {
  test('is the same value again, not an equal one, while the file holds what was written', async () => {
    const document = openList(testDisk(folder.root))
    const { value } = await document.update(withWord('one'))
    expect(await document.read()).toBe(value)
    await put(list(['one', 'two']))
    const changed = await document.read()
    expect(changed).toEqual({ format: 1, words: ['one', 'two'] })
    expect(await document.read()).toBe(changed)
  })

  test('nothing is written before what must hold was looked at, and its failure is the one told', async () => {
    const document = openList(testDisk(folder.root))
    const gone = new Error('the article is gone')
    const looked = Promise.withResolvers<void>()
    let changes = 0
    const update = document.update(
      (current) => {
        changes += 1
        return withWord('one')(current)
      },
      { onceHeld: looked.promise },
    )
    looked.reject(gone)
    await expect(update).rejects.toBe(gone)
    expect(changes).toBe(0)
    expect(await readdir(folder.root)).toEqual([])
  })

  test('one value a line, keys sorted, closed by the hash of the rest', async () => {
    const disk = testDisk(folder.root)
    const { sha256 } = await openList(disk).update(withWord('quay'))
    const rest = '{\n "format": 1,\n "words": [\n  "quay"\n ]\n}\n'
    expect(await text()).toBe(rest.replace(/\n\}\n$/u, `,\n "sha256": "${sha256Of(rest)}"\n}\n`))
    expect(sha256).toBe(sha256Of(await text()))
    expect(disk.problems.all()).toEqual([])
  })

  test('the state before the last save stays beside it, and nothing else does', async () => {
    const document = openList(testDisk(folder.root))
    await document.update(withWord('one'))
    await document.update(withWord('two'))
    expect(await text('list.json.prev')).toBe(list(['one']))
    expect(await readdir(folder.root)).toEqual(['list.json', 'list.json.prev'])
  })

  test('a change that returns what it was given writes nothing', async () => {
    const document = openList(testDisk(folder.root))
    await document.update(withWord('one'))
    const { isWritten, sha256 } = await document.update((current) => current)
    expect(isWritten).toBe(false)
    expect(sha256).toBe(sha256Of(await text()))
    expect(await readdir(folder.root)).toEqual(['list.json'])
  })

  test('reading writes nothing, and a document that nobody wrote is null', async () => {
    expect(await openList(testDisk(folder.root)).read()).toBeNull()
    expect(await readdir(folder.root)).toEqual([])
  })

  test('what does not fit the schema is never written', async () => {
    const document = openList(testDisk(folder.root))
    await document.update(withWord('one'))
    const wrong = { format: 1 as const, words: [1] as unknown as string[] }
    await expect(document.update(() => wrong)).rejects.toThrow('expected string')
    expect(await text()).toBe(list(['one']))
    expect(await document.read()).toEqual({ format: 1, words: ['one'] })
  })
})

describe('the protocol', () => {
  test('brings the new file to the disk, keeps the old one, renames, brings the folder to the disk', async () => {
    await put(list(['one']))
    const calls: Call[] = []
    const document = openList(testDisk(folder.root, { fs: watchedFileSystem(calls) }))
    await document.update(withWord('two'))
    const root = folder.root.slice(folder.root.lastIndexOf('/') + 1)
    const steps = calls.map(({ what, names }) => `${what} ${names}`)
    const inOrder = (...expected: string[]) =>
      expect(steps.filter((step) => expected.includes(step))).toEqual(expected)
    inOrder(
      'makeSymbolicLink .~list.json.lock',
      'open wx .~list.json.tmp',
      'write .~list.json.tmp',
      'sync .~list.json.tmp',
      'rename .~list.json.prev.tmp list.json.prev',
      'rename .~list.json.tmp list.json',
      `sync ${root}`,
    )
    inOrder('link list.json .~list.json.prev.tmp', 'rename .~list.json.prev.tmp list.json.prev')
    inOrder(`open r ${root}`, 'rename .~list.json.tmp list.json', `sync ${root}`)
    inOrder('rename .~list.json.tmp list.json', 'unlink .~list.json.lock')
    expect(await readdir(folder.root)).toEqual(['list.json', 'list.json.prev'])
  })

  test('looks at the lock and at the document just before the rename', async () => {
    await put(list(['one']))
    const calls: Call[] = []
    await openList(testDisk(folder.root, { fs: watchedFileSystem(calls) })).update(withWord('two'))
    const steps = calls.map(({ what, names }) => `${what} ${names}`)
    const at = steps.findIndex((step) => /^rename .* list\.json$/u.test(step))
    expect(steps.slice(at - 3, at).sort()).toEqual([
      'readSymbolicLink .~list.json.lock',
      'rename .~list.json.prev.tmp list.json.prev',
      'stat list.json',
    ])
  })

  test('a disk that takes a few bytes at a time still gets the whole document', async () => {
    const document = openList(testDisk(folder.root, { fs: shortWritingFileSystem(7) }))
    await document.update(withWord('a rather long word that takes several writes'))
    expect(await text()).toBe(list(['a rather long word that takes several writes']))
  })

  test('updates of one process queue up; none is lost', async () => {
    const document = openList(testDisk(folder.root))
    const other = openList(testDisk(folder.root))
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 ? document : other).update(withWord(`${n}`))),
    )
    expect((await document.read())?.words).toHaveLength(20)
  })

  test('a file that a sync tool puts in between the read and the save is not overwritten', async () => {
    const document = openList(testDisk(folder.root))
    await document.update(withWord('mine'))
    let turns = 0
    const { value } = await document.update(async (current) => {
      turns += 1
      if (turns === 1) await put(list(['mine', 'theirs']))
      return withWord('next')(current)
    })
    expect(value.words).toEqual(['mine', 'theirs', 'next'])
    expect(turns).toBe(2)
  })

  test('a change in the same tick of the drive’s clock as a read is not overwritten', async () => {
    const second = 1_000_000_000n
    const fs = withChangeTimes((ns) => ns - (ns % second))
    const document = openList(testDisk(folder.root, { fs }))
    await document.update(withWord('mine'))
    await document.read()
    await put(list(['ours']))
    expect((await document.update(withWord('next'))).value.words).toEqual(['ours', 'next'])
  })

  test('a document that has lain untouched is not read again for a change', async () => {
    await put(list(['one']))
    const calls: Call[] = []
    const fs = withChangeTimes((ns) => ns - 60_000_000_000n, calls)
    const document = openList(testDisk(folder.root, { fs }))
    await document.read()
    calls.length = 0
    await document.update(withWord('two'))
    expect(calls.filter(({ what }) => what === 'readPart')).toEqual([])
    await document.read()
    await put(list(['theirs, longer']))
    expect((await document.update(withWord('3'))).value.words).toEqual(['theirs, longer', '3'])
  })

  test('a change by another program is seen at the next read', async () => {
    const document = openList(testDisk(folder.root))
    await document.update(withWord('one'))
    await put(list(['changed']))
    expect((await document.read())?.words).toEqual(['changed'])
  })
})

describe('damage', () => {
  const whole = list(['one', 'two', 'three'])
  const damaged: [string, string | Uint8Array][] = [
    ['no bytes', ''],
    ['zeros', new Uint8Array(200)],
    ['null', 'null'],
    ['an empty array', '[]'],
    ['a number', '1'],
    ['a wrong schema', '{"format":1,"words":"none"}'],
    ['no UTF-8', new Uint8Array([0x7b, 0xff, 0x7d])],
    ...Array.from({ length: 9 }, (_, n): [string, string] => [
      `the first ${n + 1} tenths`,
      whole.slice(0, Math.floor((whole.length * (n + 1)) / 10)),
    ]),
  ]

  test.each(damaged)(
    'of a file that holds %s, the state before is used and the file kept',
    async (_name, content) => {
      await put(content)
      await put(list(['before']), 'list.json.prev')
      const disk = testDisk(folder.root)
      const document = openList(disk)
      expect((await document.read())?.words).toEqual(['before'])
      expect(disk.problems.all()).toMatchObject([{ code: 'document-damaged', path: 'list.json' }])
      expect(await readdir(folder.root)).toEqual(['list.json', 'list.json.prev'])

      await document.update(withWord('after'))
      expect(await text()).toBe(list(['before', 'after']))
      const kept = (await readdir(folder.root)).find((name) => name.includes('.damaged-'))
      expect(kept).toMatch(/^list\.json\.damaged-\d{12}$/u)
      expect(await readFile(file(kept))).toEqual(Buffer.from(content))
      expect(disk.problems.all()).toEqual([])
    },
  )

  test.each(damaged)(
    'of a file that holds %s and nothing before it, it is put aside whole and the change refused',
    async (_name, content) => {
      await put(content)
      const disk = testDisk(folder.root)
      const document = openList(disk)
      await expect(document.read()).rejects.toMatchObject({ code: 'document-damaged' })
      expect(await readdir(folder.root)).toEqual(['list.json'])
      await expect(document.update(withWord('new'))).rejects.toMatchObject({
        code: 'document-damaged',
        message: expect.stringMatching(/list\.json\.damaged-\d{12}/u) as string,
      })
      const [aside = '', ...others] = await readdir(folder.root)
      expect(others).toEqual([])
      expect(await readFile(file(aside))).toEqual(Buffer.from(content))
      expect(await document.read()).toBeNull()
      expect(disk.problems.all()).toMatchObject([{ path: 'list.json' }])
      expect(disk.problems.all()[0]?.message).toContain(aside)
      expect((await document.update(withWord('new'))).value.words).toEqual(['new'])
      expect(disk.problems.all()).toEqual([])
      expect(await readFile(file(aside))).toEqual(Buffer.from(content))
    },
  )

  test('of a file and the state before it is told once; a change puts both aside', async () => {
    await put('{')
    await put('null', 'list.json.prev')
    const document = openList(testDisk(folder.root))
    await expect(document.read()).rejects.toMatchObject({
      code: 'document-damaged',
      message: expect.stringContaining('so is the state before') as string,
    })
    await expect(document.update(withWord('new'))).rejects.toMatchObject({
      code: 'document-damaged',
    })
    const names = await readdir(folder.root)
    expect(names.every((name) => name.startsWith('list.json.damaged-'))).toBe(true)
    expect(await Promise.all(names.map((name) => readFile(file(name), 'utf8')))).toEqual([
      '{',
      'null',
    ])
  })

  test('of a document that may not be made anew: it stays in its place', async () => {
    await put('{')
    const path = file()
    const disk = testDisk(folder.root)
    const document = openDocument({ disk, path, schema: ListFile, initial: null })
    await expect(document.update(withWord('new'))).rejects.toMatchObject({
      code: 'document-damaged',
    })
    expect(await readdir(folder.root)).toEqual(['list.json'])
  })

  test('a file that is gone is shown and restored from the state before, with a notice', async () => {
    const disk = testDisk(folder.root)
    const document = openList(disk)
    await document.update(withWord('one'))
    await document.update(withWord('two'))
    await rm(file())
    expect((await document.read())?.words).toEqual(['one'])
    expect(disk.problems.all()[0]?.message).toContain('is missing')
    await document.update(withWord('three'))
    expect(await text()).toBe(list(['one', 'three']))
  })
})

describe('editing by hand', () => {
  test('is reported, kept and used, and sealed again by the next save', async () => {
    const disk = testDisk(folder.root)
    const document = openList(disk)
    await document.update(withWord('harbor'))
    await put((await text()).replace('harbor', 'harbour'))
    expect((await document.read())?.words).toEqual(['harbour'])
    expect(disk.problems.all()).toMatchObject([{ code: 'changed-meanwhile', path: 'list.json' }])
    await document.update(withWord('quay'))
    expect(await text()).toBe(list(['harbour', 'quay']))
    expect(disk.problems.all()).toEqual([])
  })

  test('is seen even where only white space changed', async () => {
    const disk = testDisk(folder.root)
    await put(list(['one']).replaceAll('\n', '\r\n'))
    await openList(disk).read()
    expect(disk.problems.all()).toHaveLength(1)
  })
})

describe('a newer format', () => {
  test('is neither shown nor written, even with an older state beside it', async () => {
    const newer = sealedText({ format: 2, words: { en: ['one'] } })
    await put(newer)
    await put(list(['before']), 'list.json.prev')
    const document = openList(testDisk(folder.root))
    await expect(document.read()).rejects.toMatchObject({ code: 'document-newer' })
    await expect(document.update(withWord('new'))).rejects.toMatchObject({ code: 'document-newer' })
    expect(await text()).toBe(newer)
  })
})

describe('leftovers', () => {
  test('of ended processes of this computer are swept at the next write, others never', async () => {
    const { hostMark } = testDisk(folder.root)
    const ended = `.~list.json.4194999.${hostMark}00000.tmp`
    const running = `.~list.json.${process.pid}.${hostMark}00000.tmp`
    const elsewhere = `.~list.json.4194999.zzzz00000.tmp`.replace(
      'zzzz',
      hostMark === 'ffff' ? '0000' : 'ffff',
    )
    for (const name of [ended, running, elsewhere]) await put('half', name)
    await mkdir(file(`.~staging.4194999.${hostMark}11111.tmp`))
    await openList(testDisk(folder.root)).update(withWord('one'))
    expect((await readdir(folder.root)).sort()).toEqual([elsewhere, running, 'list.json'].sort())
  })
})

import { mkdir, readFile, readdir, readlink, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '../../shared/domain/ids.ts'
import { sealedText } from './json-text.ts'
import { makeTestFolder, sampleVersion, type TestFolder } from './testing/temporary-library.ts'

let folder: TestFolder
beforeEach(async () => {
  folder = await makeTestFolder()
})
afterEach(() => folder.remove())

const put = (name: string, text: string) => writeFile(join(folder.library, name), text)

test('opening and reading an absent library writes nothing', async () => {
  const library = await folder.open()
  expect(await library.record()).toBeNull()
  expect(await library.articles.list()).toEqual([])
  expect(await library.codebook.read()).toEqual({ format: 1, tags: [] })
  expect(await library.collections.read()).toEqual({ format: 1, collections: [] })
  expect(await library.coders.list()).toEqual([])
  expect((await library.coders.mine()).name).toBe('Ada Osei')
  expect(library.problems()).toEqual([])
  expect(await readdir(folder.root)).toEqual([])
})

test('the first act makes the folder, the library’s record and the coder’s', async () => {
  const library = await folder.open()
  await library.articles.commit(sampleVersion('https://a.example/', 'Strike', ['It ended.']))
  const record = await library.record()
  expect((await readdir(folder.library)).sort()).toEqual([
    'articles',
    'coders',
    'journal',
    'pressmark.json',
  ])
  expect(await (await folder.open()).record()).toEqual(record)
})

test('two windows that make the library at once make one', async () => {
  const [one, two] = [await folder.open(), await folder.open()]
  const records = await Promise.all([one.ensureRecord(), two.ensureRecord()])
  expect(records[0]).toEqual(records[1])
})

test.each([['.DS_Store'], ['desktop.ini']])('a folder with only %s is empty', async (name) => {
  await mkdir(folder.library)
  await put(name, '')
  expect((await folder.open()).readOnly).toBeNull()
})

test('a folder that holds other things is refused and named; nothing is written there', async () => {
  await mkdir(folder.library)
  await put('thesis.docx', 'words')
  await expect(folder.open()).rejects.toMatchObject({
    code: 'library-foreign',
    message: expect.stringContaining(folder.library) as string,
  })
  expect(await readdir(folder.library)).toEqual(['thesis.docx'])
})

test('a file in place of the folder is refused', async () => {
  await writeFile(folder.library, '')
  await expect(folder.open()).rejects.toMatchObject({ code: 'library-foreign' })
})

test.each(['', 'null', '[]', '{"format":1}', '{"format"'])(
  'a pressmark.json that holds %j is told as damage',
  async (text) => {
    await mkdir(folder.library)
    await put('pressmark.json', text)
    await expect(folder.open()).rejects.toMatchObject({ code: 'document-damaged' })
    expect(await readFile(join(folder.library, 'pressmark.json'), 'utf8')).toBe(text)
  },
)

test('a library of a newer program is read, and nothing in it is written', async () => {
  const url = 'https://a.example/'
  const first = await folder.open()
  await first.articles.commit(sampleVersion(url, 'Strike', ['It ended.']))
  await put('pressmark.json', sealedText({ format: 2, id: newId(), shelf: 'new' }))

  const library = await folder.open()
  expect(library.readOnly).toContain('newer Pressmark')
  expect(await library.record()).toBeNull()
  expect(await library.articles.list()).toHaveLength(1)
  const before = await readdir(folder.library, { recursive: true })
  const refusals = [
    () => library.articles.commit(sampleVersion('https://b.example/', 'Other', ['Text.'])),
    () => library.codebook.ensureTags([{ path: 'Frames' }]),
    () => library.collections.add('Chapter', []),
    () => library.coders.rename('Ada'),
    () => library.ensureRecord(),
  ]
  for (const refusal of refusals)
    await expect(refusal()).rejects.toMatchObject({ code: 'library-newer' })
  expect(
    await library.journal.append({ what: 'export', ids: {}, detail: {}, files: {} }),
  ).toHaveLength(1)
  expect(await readdir(folder.library, { recursive: true })).toEqual(before)
})

test('a library whose drive was unplugged is not made anew in its place', async () => {
  const library = await folder.open()
  await library.ensureRecord()
  await rename(folder.library, join(folder.root, 'unplugged'))
  const refusals = [
    () => library.articles.commit(sampleVersion('https://b.example/', 'Other', ['Text.'])),
    () => library.codebook.ensureTags([{ path: 'Frames' }]),
  ]
  for (const refusal of refusals) {
    await expect(refusal()).rejects.toMatchObject({
      message: expect.stringContaining('no longer there') as string,
    })
  }
  expect(await readdir(folder.root)).not.toContain('library')
})

test('one damaged document leaves the others usable', async () => {
  const library = await folder.open()
  await library.codebook.ensureTags([{ path: 'Frames' }])
  await put('collections.json', '{"format":1,"collec')
  expect((await library.collections.read()).collections).toEqual([])
  await expect(library.collections.find('Chapter')).rejects.toMatchObject({
    code: 'document-damaged',
  })
  expect((await library.codebook.read()).tags).toHaveLength(1)
  expect(library.problems()).toMatchObject([{ path: 'collections.json', code: 'document-damaged' }])
  const [id] = await library.codebook.ensureTags([{ path: 'Frames' }])
  expect((await library.codebook.read()).tags[0]?.id).toBe(id)
})

test('a coder is renamed in one file; the others’ names come from theirs', async () => {
  const library = await folder.open()
  await library.coders.ensureMine()
  const ben = { coderId: newId(), deviceId: newId(), hostId: 'that-host', coderName: 'Ben Arlo' }
  await (await folder.open({ machine: ben })).coders.ensureMine()
  expect((await library.coders.rename(' Ada O. ')).name).toBe('Ada O.')
  expect((await library.coders.mine()).name).toBe('Ada O.')
  expect((await library.coders.list()).map(({ name }) => name).sort()).toEqual([
    'Ada O.',
    'Ben Arlo',
  ])
})

test.skipIf(process.platform !== 'linux')(
  'once a library is closed no file of it is open',
  async () => {
    const library = await folder.open()
    await library.codebook.ensureTags([{ path: 'Frames' }])
    await library.codebook.ensureTags([{ path: 'Sources' }])
    await library.codebook.read()
    await library.close()
    const open = (await readdir('/proc/self/fd')).map((descriptor) =>
      readlink(`/proc/self/fd/${descriptor}`).catch(() => ''),
    )
    const inside = (await Promise.all(open)).filter((path) => path.startsWith(folder.root))
    expect(inside).toEqual([])
  },
)

test('closing waits for what is being written', async () => {
  const library = await folder.open()
  await library.ensureRecord()
  let isDone = false
  const writing = library.codebook.ensureTags([{ path: 'Frames' }]).then(() => {
    isDone = true
  })
  await library.coders.ensureMine()
  await library.close()
  await writing
  expect(isDone).toBe(true)
  expect((await (await folder.open()).codebook.read()).tags).toHaveLength(1)
})

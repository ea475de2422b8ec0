import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { besideLimits, folderSavedWith, readBeside } from '../../shared/domain/saved-folder.ts'
import { filesBeside } from './files-beside.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pressmark-beside-'))
})
afterEach(() => rm(root, { recursive: true }))

const put = async (path: string, text: string): Promise<void> => {
  await mkdir(join(root, path, '..'), { recursive: true })
  await writeFile(join(root, path), text)
}
const names = async (page: string) => (await filesBeside(join(root, page))).map(({ name }) => name)

test('the pictures beside a page come from its own folder, and from no other', async () => {
  await put('A quay.html', 'page')
  await put('A quay_files/pier.gif', 'GIF')
  await put('A quay_files/sub/crane', 'GIF')
  await put('A quay_files/page.js.download', 'program')
  await put('A quay_files/frame.html', 'page')
  await put('A quay 2_files/other.gif', 'GIF')
  await put('secret.gif', 'GIF')
  expect(await filesBeside(join(root, 'A quay.html'))).toEqual([
    { name: 'A quay_files/pier.gif', bytes: Uint8Array.from(Buffer.from('GIF')) },
    { name: 'A quay_files/sub/crane', bytes: Uint8Array.from(Buffer.from('GIF')) },
  ])
})

test('a link leads nowhere, be it a file, a folder or the folder itself', async () => {
  await put('outside/secret.gif', 'GIF')
  await put('page.html', 'page')
  await put('page_files/pier.gif', 'GIF')
  await symlink(join(root, 'outside/secret.gif'), join(root, 'page_files/link.gif'))
  await symlink(join(root, 'outside'), join(root, 'page_files/folder'))
  expect(await names('page.html')).toEqual(['page_files/pier.gif'])
  await put('other.html', 'page')
  await symlink(join(root, 'outside'), join(root, 'other_files'))
  expect(await names('other.html')).toEqual([])
})

test('only a web page has such a folder', async () => {
  await put('notes.txt', 'text')
  await put('notes_files/pier.gif', 'GIF')
  expect(await names('notes.txt')).toEqual([])
  await put('alone.html', 'page')
  expect(await names('alone.html')).toEqual([])
})

test('the folder is called like the page, in the words of many browsers', () => {
  const among = (page: string, ...folders: string[]) => folderSavedWith(page, folders)
  expect(among('A quay.html', 'x_files', 'A quay-Dateien')).toBe('A quay-Dateien')
  expect(among('Caf\u00e9.htm', 'Cafe\u0301_fichiers')).toBe('Cafe\u0301_fichiers')
  expect(among('Quay.HTML', 'quay_FILES')).toBe('quay_FILES')
  expect(among('a.html', 'a_b_files', 'a', 'a_notes')).toBeNull()
})

test('what is too large, alone or with the others, is named and not read', async () => {
  const file = (name: string, sizeBytes: number) => ({
    name,
    sizeBytes,
    read: async () => Promise.resolve(new Uint8Array(1)),
  })
  const large = Array.from({ length: 4 }, (_, n) =>
    file(`x_files/${n}.png`, besideLimits.fileBytes),
  )
  const beside = await readBeside([
    file('x_files/huge.png', besideLimits.fileBytes + 1),
    ...large,
    file('x_files/small.png', 0),
  ])
  expect(beside.map(({ bytes }) => bytes !== null)).toEqual([false, true, true, true, false, true])
  const many = Array.from({ length: 2_000 }, (_, n) => file(`x_files/${n}.png`, 1))
  expect(await readBeside(many)).toHaveLength(besideLimits.files)
})

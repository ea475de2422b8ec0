import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import {
  besideLimits,
  folderSavedWith,
  readBeside,
  type FileBeside,
  type UnreadFile,
} from '../../shared/domain/saved-folder.ts'

/** What came along with a page. */
export type FilesBeside = FileBeside[]

/** Folders in such a folder are few, and no browser puts them deep. */
const deepest = 3

/**
 * What a browser saved beside a page, where its folder is there: `quay_files/` beside `quay.html`.
 * Links are passed by: nothing outside that folder is read.
 */
export async function filesBeside(pagePath: string): Promise<FilesBeside> {
  if (!/\.x?html?$/iu.test(pagePath)) return []
  const parent = dirname(pagePath)
  const entries = await readdir(parent, { withFileTypes: true })
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const folder = folderSavedWith(basename(pagePath), folders)
  return folder === null ? [] : readBeside(await unreadIn(parent, folder))
}

/** The files of a folder, by name. */
async function unreadIn(parent: string, folder: string): Promise<UnreadFile[]> {
  const files: UnreadFile[] = []
  const open = [{ name: folder, depth: 1 }]
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const { name: path, depth } = next
    const entries = await readdir(join(parent, path), { withFileTypes: true })
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const name = `${path}/${entry.name}`
      if (entry.isDirectory() && depth < deepest) open.push({ name, depth: depth + 1 })
      if (!entry.isFile() || files.length >= 4 * besideLimits.files) continue
      const at = join(parent, name)
      const { size } = await stat(at)
      files.push({ name, sizeBytes: size, read: async () => new Uint8Array(await readFile(at)) })
    }
  }
  return files
}

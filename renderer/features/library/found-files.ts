import { isReadableName } from '../../../shared/domain/readable-files.ts'
import { folderSavedWith, isSavedFolder } from '../../../shared/domain/saved-folder.ts'

/** A file with its path from what was dropped or chosen: `quay.html`, `quay_files/pier.gif`. */
export type FoundFile = { path: string; file: File }

/** A file to capture with what was saved beside it, each named from the folder that the page lies in. */
export type FoundPage = { file: File; beside: FoundFile[] }

/** A folder with more than this is not one of saved pages. */
const mostFound = 5_000

/** The files of a list that a person chose, or of a folder that they chose. */
export function foundIn(files: Iterable<File>): FoundFile[] {
  return Array.from(files, (file) => ({
    path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
    file,
  }))
}

/**
 * The files of a drop, folders opened. The entries are taken before anything is waited for: after the
 * event they are gone.
 */
export async function foundInDrop(data: DataTransfer): Promise<FoundFile[]> {
  const entries = Array.from(data.items, (item) => item.webkitGetAsEntry())
  const files = [...data.files]
  // A file that was made by a program has no entry.
  if (entries.every((entry) => entry === null)) return foundIn(files)
  const found: FoundFile[] = []
  const open = entries.filter((entry) => entry !== null)
  for (let entry = open.shift(); entry !== undefined; entry = open.shift()) {
    if (found.length >= mostFound) break
    if (entry.isFile) found.push(await fileOf(entry as FileSystemFileEntry))
    else open.push(...(await entriesIn(entry as FileSystemDirectoryEntry)))
  }
  return found
}

/** What is to be captured of these files, and those that are neither that nor beside it. */
export function pagesIn(found: readonly FoundFile[]): { pages: FoundPage[]; others: FoundFile[] } {
  const folders = new Set(found.flatMap(({ path }) => foldersOf(path)))
  const isBeside = ({ path }: FoundFile): boolean =>
    foldersOf(path).some((folder) => isSavedFolder(nameOf(folder)))
  const readable = found.filter((one) => isReadableName(one.path) && !isBeside(one))
  const pages = readable.map(({ path, file }) => {
    const here = parentOf(path)
    const siblings = [...folders].filter((folder) => parentOf(folder) === here).map(nameOf)
    const folder = folderSavedWith(nameOf(path), siblings) ?? onlyFolder(readable, siblings)
    const inside = folder === null ? null : `${here}${folder}/`
    const beside = inside === null ? [] : found.filter((other) => other.path.startsWith(inside))
    return { file, beside: beside.map((one) => ({ ...one, path: one.path.slice(here.length) })) }
  })
  const taken = new Set(
    pages.flatMap(({ file, beside }) => [file, ...beside.map((one) => one.file)]),
  )
  return { pages, others: found.filter(({ file }) => !taken.has(file)) }
}

/** A page that was renamed after it was saved still names its folder as it was. */
function onlyFolder(pages: readonly FoundFile[], siblings: readonly string[]): string | null {
  const saved = siblings.filter(isSavedFolder)
  return pages.length === 1 && saved.length === 1 ? (saved[0] ?? null) : null
}

async function fileOf(entry: FileSystemFileEntry): Promise<FoundFile> {
  const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
  return { path: entry.fullPath.replace(/^\//u, ''), file }
}

/** A reader gives a folder's entries some at a time, none at the end. */
async function entriesIn(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  while (all.length < mostFound) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (some.length === 0) break
    all.push(...some)
  }
  return all
}

/** The folders around a path, as paths, outermost first. */
function foldersOf(path: string): string[] {
  const names = path.split('/').slice(0, -1)
  return names.map((_name, index) => names.slice(0, index + 1).join('/'))
}

/** The path of the folder that something lies in, with a slash at its end; empty at the top. */
function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

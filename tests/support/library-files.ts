import { existsSync } from 'node:fs'
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Every file of a folder, whole paths, sorted; none where there is no folder. */
export async function filesOf(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return []
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** The folders of a library's articles: whatever lies two levels below `articles`. */
export async function articleFolders(library: string): Promise<string[]> {
  const articles = join(library, 'articles')
  if (!existsSync(articles)) return []
  const months = await readdir(articles)
  const inMonths = await Promise.all(
    months.map(async (month) =>
      (await readdir(join(articles, month))).map((name) => join(articles, month, name)),
    ),
  )
  return inMonths.flat().sort()
}

/** What a write that was never finished would leave: temporary files and folders, and locks. */
export async function halfMade(library: string): Promise<string[]> {
  if (!existsSync(library)) return []
  const paths = await readdir(library, { recursive: true })
  return paths.filter((path) => basename(path).startsWith('.~'))
}

/** Cuts a document in the middle, as a full disk or a torn copy does; returns what is left. */
export async function truncate(path: string): Promise<string> {
  const whole = await readFile(path, 'utf8')
  const half = whole.slice(0, Math.floor(whole.length / 2))
  await writeFile(path, half)
  return half
}

/** Rewrites a document as another program would: the format of a Pressmark to come. */
export async function makeNewer(path: string): Promise<string> {
  const record = JSON.parse(await readFile(path, 'utf8'))
  const newer = JSON.stringify({ ...record, format: 999 })
  await writeFile(path, newer)
  return newer
}

/** The only file of a folder whose name fits. */
export async function fileIn(folder: string, name: RegExp): Promise<string> {
  const found = (await filesOf(folder)).filter(
    (path) => dirname(path) === folder && name.test(basename(path)),
  )
  const [only] = found
  if (only === undefined || found.length > 1) {
    throw new Error(`${found.length} files in ${folder} fit ${String(name)}`)
  }
  return only
}

/** Flips one bit in the readable page of an article's first version, as a failing drive does; its path. */
export async function alterReadablePage(library: string): Promise<string> {
  const [folder = ''] = await articleFolders(library)
  const path = await fileIn(folder, /\.article\.html$/u)
  const bytes = await readFile(path)
  bytes[40] = (bytes[40] ?? 0) ^ 1
  await chmod(path, 0o644)
  await writeFile(path, bytes)
  return path
}

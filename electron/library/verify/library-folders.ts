import { Article } from '../../../shared/domain/article.ts'
import { idTail, type Id } from '../../../shared/domain/ids.ts'
import { AppError } from '../../../shared/errors.ts'
import { nameOf } from '../disk.ts'
import { isMissing, readError } from '../disk-errors.ts'
import { readDocument } from '../json-text.ts'
import { articlePath, entryPath } from '../library-paths.ts'
import type { ArticleFolder } from './check-article.ts'
import { readThrough } from './read-through.ts'
import type { Verifying } from './verifying.ts'

/** The names in a folder of the library; one that cannot be read is told, and holds none. */
export async function namesIn(
  verifying: Verifying,
  folder: string,
  what: 'files' | 'folders',
): Promise<string[]> {
  const { disk } = verifying
  try {
    const entries = await disk.fs.readFolder(folder)
    const wanted = entries.filter((entry) => entry.isDirectory() === (what === 'folders'))
    return wanted.map(({ name }) => name).sort()
  } catch (error) {
    if (isMissing(error)) return []
    const name = nameOf(disk, folder)
    const told = readError(error, name)
    if (!(told instanceof AppError)) throw told
    const headline = 'A folder cannot be read'
    verifying.report({ kind: 'unreadable', file: name, headline, sentence: told.message })
    return []
  }
}

/** The folders of all articles, or of those with these ids. */
export async function articleFolders(
  verifying: Verifying,
  articleIds: readonly Id[] | null,
): Promise<ArticleFolder[]> {
  const { paths } = verifying
  const found: ArticleFolder[] = []
  for (const month of await visibleFolders(verifying, paths.articles)) {
    for (const folder of await visibleFolders(verifying, month)) {
      verifying.signal.throwIfAborted()
      if (articleIds !== null && !(await isOneOf(verifying, folder, articleIds))) continue
      found.push({ folder, names: await namesIn(verifying, folder, 'files') })
    }
  }
  return found
}

async function visibleFolders(verifying: Verifying, folder: string): Promise<string[]> {
  const names = await namesIn(verifying, folder, 'folders')
  return names.filter((name) => !name.startsWith('.')).map((name) => entryPath(folder, name))
}

/** By the folder's name, or, where somebody renamed it, by what article.json says. */
async function isOneOf(verifying: Verifying, folder: string, ids: readonly Id[]): Promise<boolean> {
  if (ids.some((id) => folder.endsWith(`-${idTail(id, 8)}`))) return true
  const file = await readThrough(verifying, articlePath(folder), 'keep')
  if (file.state !== 'read' || file.bytes === null) return false
  const reading = readDocument(file.bytes, Article, 1)
  return reading.kind === 'whole' && ids.includes(reading.value.id)
}

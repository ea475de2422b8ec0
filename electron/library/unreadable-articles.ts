import type { LibraryProblem } from '../../shared/api/views.ts'
import { idTail, type Id } from '../../shared/domain/ids.ts'
import { nameOf, type Disk } from './disk.ts'
import { errnoOf } from '../system/errno.ts'
import { entryPath } from './library-paths.ts'

/** An article's folder that cannot be read as one; `id` null where nothing in it tells the id. */
export type UnreadableArticle = LibraryProblem & { id: Id | null }

/**
 * What is wrong with a folder whose article cannot be read, and whose it is. Its other files name the
 * article as well, and the folder's name ends as the id does.
 */
export async function describeUnreadable(disk: Disk, folder: string): Promise<UnreadableArticle> {
  const path = nameOf(disk, folder)
  const problem = disk.problems.at(`${path}/article.json`) ?? disk.problems.at(path)
  const message = problem?.message ?? `“${path}” cannot be read as an article. It is kept as it is.`
  const code = problem?.code ?? 'document-damaged'
  return { id: await idOf(disk, folder), code, message, path: problem?.path ?? path }
}

async function idOf(disk: Disk, folder: string): Promise<Id | null> {
  try {
    const names = (await disk.fs.readFolder(folder)).map(({ name }) => name)
    for (const name of names.filter((one) => /\.json(?:\.prev)?$/u.test(one)).sort()) {
      const bytes = await disk.fs.readFile(entryPath(folder, name))
      const ids = Buffer.from(bytes)
        .toString('utf8')
        .match(/\b[0-7][0-9a-hjkmnp-tv-z]{25}\b/gu)
      const found = ids?.find((id) => folder.endsWith(`-${idTail(id, 8)}`))
      if (found !== undefined) return found
    }
    return null
  } catch (error) {
    // The folder is told as a problem already; that its id cannot be found makes it no worse.
    if (errnoOf(error) !== null) return null
    throw error
  }
}

import { latestVersion } from '../../shared/domain/article.ts'
import { AppError } from '../../shared/errors.ts'
import type { ShelvedArticle } from './article-shelf.ts'
import type { Disk } from './disk.ts'
import type { NewVersion } from './new-version.ts'
import { readVersion } from './read-version.ts'

/**
 * Whether a saved page comes with pictures where the latest version, of the same text, has none of
 * its own: its folder was forgotten the first time, and nothing else would ever bring them.
 */
export async function bringsPictures(
  disk: Disk,
  { article, folder }: ShelvedArticle,
  { provenance, media }: NewVersion,
): Promise<boolean> {
  if (provenance.kind !== 'imported' || !media.some(({ entry }) => entry.file !== null))
    return false
  try {
    const { record } = await readVersion(disk, folder, article, latestVersion(article).id)
    return record.media.length > 0 && record.media.every(({ file }) => file === null)
  } catch (error) {
    // A damaged version is among the library's problems; it tells nothing of its pictures.
    if (error instanceof AppError) return false
    throw error
  }
}

import { realpath } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { AppError } from '../../../shared/errors.ts'

/**
 * Refuses a path inside the library, links followed: only the library writes there. Throws
 * `invalid-input`.
 */
export async function refuseInsideLibrary(path: string, libraryFolder: string): Promise<void> {
  const place = await realPlace(resolve(path))
  const library = await realPlace(resolve(libraryFolder))
  if (place !== library && !place.startsWith(library + sep)) return
  throw new AppError(
    'invalid-input',
    `“${path}” lies inside the library, where an export could overwrite what it was made from. Nothing was written; choose a place outside “${libraryFolder}”.`,
  )
}

/** Where a path leads, though its last parts may not exist yet. */
async function realPlace(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const parent = dirname(path)
    if ((code !== 'ENOENT' && code !== 'ENOTDIR') || parent === path) return path
    return join(await realPlace(parent), basename(path))
  }
}

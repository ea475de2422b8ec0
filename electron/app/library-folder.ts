import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import type { MachineFolders } from './machine-folders.ts'
import type { Machine } from './machine-settings.ts'

/**
 * The library that was named by the command line or by PRESSMARK_LIBRARY, if one was.
 *
 * Throws `invalid-input` for an empty name: opening another library than the one meant would be worse
 * than opening none.
 */
export function askedFolder(
  option: string | undefined,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | null {
  const given = option ?? env['PRESSMARK_LIBRARY']
  if (given === undefined) return null
  if (given.trim() !== '') return resolve(given)
  throw new AppError(
    'invalid-input',
    option === undefined
      ? 'PRESSMARK_LIBRARY is set, but names no folder. Nothing was opened; set it to a folder, or unset it.'
      : '--library was given without a folder. Nothing was opened; write --library and a folder.',
  )
}

/**
 * One's own library: the one opened last in a window, else Documents/Pressmark. Nothing is made.
 *
 * Throws `not-found` where the place of the last one is gone: an empty library instead of one on an
 * unplugged drive would look like a loss.
 */
export function ownFolder(machine: Machine, folders: MachineFolders): string {
  const standard = join(folders.documents, 'Pressmark')
  const lastLibrary = windowFolder(machine, folders)
  if (lastLibrary === standard) return standard
  // A folder of which only the last part is missing was opened and never written to, or removed.
  if (existsSync(dirname(lastLibrary))) return lastLibrary
  throw new AppError(
    'not-found',
    `The library that was open last, “${lastLibrary}”, is not there. Nothing was changed; if it lies on a drive, connect the drive, else name a library with --library.`,
    { facts: { folder: lastLibrary } },
  )
}

/** One's own library, wherever it is now: as `ownFolder`, but whether the place is there is not asked. */
export function windowFolder(machine: Machine, folders: MachineFolders): string {
  return machine.settings().lastLibrary ?? join(folders.documents, 'Pressmark')
}

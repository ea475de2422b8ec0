import { join, resolve } from 'node:path'
import type { MachineFolders } from './machine-folders.ts'
import type { Machine } from './machine-settings.ts'

/** The library that was named by the command line or by PRESSMARK_LIBRARY, if one was. */
export function askedFolder(
  option: string | undefined,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | null {
  const given = option ?? env['PRESSMARK_LIBRARY']
  return given === undefined || given === '' ? null : resolve(given)
}

/** One's own library: the one opened last in a window, else Documents/Pressmark. Nothing is made. */
export function ownFolder(machine: Machine, folders: MachineFolders): string {
  return machine.settings().lastLibrary ?? join(folders.documents, 'Pressmark')
}

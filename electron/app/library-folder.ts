import { join, resolve } from 'node:path'
import { machineFolders } from './machine-folders.ts'
import { openMachine } from './machine-settings.ts'

/**
 * The library to open: the one asked for, else PRESSMARK_LIBRARY, else the one opened last in a
 * window, else Documents/Pressmark. Nothing is made here.
 */
export async function libraryFolder(asked: string | undefined): Promise<string> {
  const folders = machineFolders()
  const given = asked ?? process.env['PRESSMARK_LIBRARY']
  if (given !== undefined && given !== '') return resolve(given)
  const { lastLibrary } = (await openMachine(folders.data)).settings()
  return lastLibrary ?? join(folders.documents, 'Pressmark')
}

/** Remembers the library that a window opened, for the next start. */
export async function rememberLibrary(folder: string): Promise<void> {
  const machine = await openMachine(machineFolders().data)
  if (machine.settings().lastLibrary === folder) return
  await machine.change((settings) => ({ ...settings, lastLibrary: folder }))
}

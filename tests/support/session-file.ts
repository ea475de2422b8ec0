import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Session } from '../../shared/domain/session.ts'
import type { Workspace } from './workspace.ts'

/** The session as it lies on this machine; null before its first write. */
export async function sessionOnDisk({ folder, library }: Workspace): Promise<Session | null> {
  const libraries = join(folder, 'data', 'libraries')
  const found = await readdir(libraries, { recursive: true }).catch(() => [])
  const path = found.find((name) => name.endsWith('session.json'))
  const kept = await readdir(library, { recursive: true })
  if (kept.includes('session.json')) throw new Error('the session lies in the library')
  if (path === undefined) return null
  return JSON.parse(await readFile(join(libraries, path), 'utf8')).session
}

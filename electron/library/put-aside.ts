import { dirname } from 'node:path'
import { nameOf } from './disk.ts'
import { writeError } from './disk-errors.ts'
import { previousPath, type DocumentPlace } from './document-reading.ts'
import { exists, renameOver, syncFolder } from './durable-files.ts'
import { readDocument } from './json-text.ts'

/**
 * Puts a document of which no good state is left aside, whole: the file and the state before it.
 * Answers the file's new path; null where a good state, or a newer one, came to be in the meantime.
 */
export async function putAside<T>(place: DocumentPlace<T>): Promise<string | null> {
  const { disk, path } = place
  const found: { from: string; aside: string | null }[] = []
  for (const from of [path, previousPath(path)]) {
    if (!(await exists(disk, from))) continue
    const bytes = await disk.fs.readFile(from)
    if (readDocument(bytes, place.schema, place.newestFormat).kind !== 'damaged') return null
    found.push({ from, aside: null })
  }
  try {
    for (const one of found) {
      one.aside = await freeNameAside(place)
      await renameOver(disk, one.from, one.aside)
    }
    await syncFolder(disk, dirname(path))
  } catch (error) {
    throw writeError(error, nameOf(disk, path))
  }
  return found[0]?.aside ?? null
}

/** A name that nothing has yet, under which a damaged document is kept whole. */
export async function freeNameAside<T>({ disk, path }: DocumentPlace<T>): Promise<string> {
  for (let at = Date.now(); ; at += 1_000) {
    const kept = `${path}.damaged-${compactTime(new Date(at))}`
    if (!(await exists(disk, kept))) return kept
  }
}

/** yyMMddHHmmss in UTC: with the longest document's name, 64 characters. */
function compactTime(at: Date): string {
  return at.toISOString().slice(2, 19).replace(/[-:T]/gu, '')
}

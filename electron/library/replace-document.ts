import { basename, dirname } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { errnoOf } from '../system/errno.ts'
import { nameOf, type Disk } from './disk.ts'
import { writeError } from './disk-errors.ts'
import type { HeldLock } from './document-lock.ts'
import {
  isSameFile,
  previousPath,
  signatureOf,
  type DocumentPlace,
  type Loaded,
} from './document-reading.ts'
import {
  closeMeanwhile,
  linkBeside,
  openFolder,
  renameOver,
  syncOpenFolder,
  writeTemporary,
  type SyncedFile,
} from './durable-files.ts'
import type { OpenFile } from './file-system.ts'
import { sealedBytes } from './json-text.ts'
import { freeNameAside } from './put-aside.ts'
import { sideBySide } from './side-by-side.ts'
import { discard, sweepTemporaryFiles, temporaryPath } from './temporary-files.ts'

/** Thrown when the lock or the file moved since the read: the change must start again. */
export class Displaced extends Error {}

/** What a change of a document is made under; see `JsonDocument.update`. */
export type Writing = { lock: HeldLock; onReplaced: () => void }

/**
 * What lies beside a document just before it is replaced: the new state on the disk, the state before
 * by a second name, the folder open. `made` are the temporary names, for whoever cleans up.
 */
type Beside = {
  made: string[]
  written: SyncedFile | null
  previous: Previous | null
  folder: OpenFile | null
}

/**
 * The state before under a temporary name, on its way to be `kept`. `mayBeKept`: the file may have
 * that name already, left by a save that failed. `spare` holds on to what had the name until then:
 * freeing a file is slow, and can wait.
 */
type Previous = { temporary: string; kept: string; mayBeKept: boolean; spare: string | null }

/**
 * The write protocol (temporary file, sync, keep the previous state, rename, sync of the folder).
 * Before the rename the document is untouched; from then on it is the new one. What does not wait for
 * one another goes on side by side.
 */
export async function replaceDocument<T extends object>(
  place: DocumentPlace<T>,
  value: T,
  before: Loaded<T>,
  { lock, onReplaced }: Writing,
): Promise<Loaded<T>> {
  const { disk, path } = place
  const name = nameOf(disk, path)
  const beside: Beside = { made: [], written: null, previous: null, folder: null }
  let sha256: string
  try {
    const written = await prepare(place, value, before, beside)
    sha256 = written.sha256
    const [isOurs, signature] = await sideBySide(
      lock.isOurs(),
      signatureOf(disk, path),
      keepBefore(disk, beside.previous),
      closeOnce(beside),
    )
    if (!isOurs || !isSameFile(before.signature, signature)) throw new Displaced()
    await renameOver(disk, written.path, path)
  } catch (error) {
    await clear(disk, beside)
    throw writeError(error, name)
  }
  try {
    const spare = beside.previous?.spare ?? null
    // The lock may go: whoever takes it brings this name to the disk with their own.
    await sideBySide(
      syncOpenFolder(disk, beside.folder),
      lock.letGo(),
      spare === null ? Promise.resolve() : discard(disk, spare),
      Promise.resolve().then(onReplaced),
    )
    disk.problems.clear(name)
    // The signature stays open, so that the next read looks at the disk.
    return { value, sha256, signature: null, isOnDisk: true, isDamaged: false, isSealed: true }
  } catch (error) {
    throw savedWithError(error, name)
  }
}

async function prepare<T extends object>(
  place: DocumentPlace<T>,
  value: T,
  before: Loaded<T>,
  beside: Beside,
): Promise<{ path: string; sha256: string }> {
  const { disk, path } = place
  const noted = async (writing: Promise<string>): Promise<string> => {
    const temporary = await writing
    beside.made.push(temporary)
    return temporary
  }
  // Reckoned while the disk makes the files.
  const sealed = Promise.resolve().then(() => sealedBytes(place.schema.parse(value)))
  const bytes = sealed.then((made) => made.bytes)
  const writing = writeTemporary(disk, path, bytes).then((file) => (beside.written = file))
  const [temporary] = await sideBySide(
    noted(writing.then((file) => file.path)),
    bytes,
    nameBefore(place, before, noted).then((previous) => {
      beside.previous = previous
    }),
    openFolder(disk, dirname(path)).then((folder) => {
      beside.folder = folder
    }),
    sweepTemporaryFiles(disk, dirname(path)),
  )
  return { path: temporary, sha256: (await sealed).sha256 }
}

async function clear(disk: Disk, beside: Beside): Promise<void> {
  if (beside.folder !== null) closeMeanwhile(disk, beside.folder)
  try {
    // Some network drives keep what is removed while it is open.
    await beside.written?.close()
  } catch (error) {
    if (errnoOf(error) === null) throw error
  }
  for (const temporary of beside.made) await discard(disk, temporary)
}

async function closeOnce(beside: Beside): Promise<void> {
  const { written } = beside
  beside.written = null
  await written?.close()
}

/** Names the good state `.prev`, or a damaged file, which is kept whole, by a name of its own. */
async function nameBefore<T>(
  place: DocumentPlace<T>,
  before: Loaded<T>,
  noted: (writing: Promise<string>) => Promise<string>,
): Promise<Previous | null> {
  if (!before.isOnDisk) return null
  const { disk, path } = place
  const mayBeKept = before.signature === null || before.signature.nlink > 1n
  if (before.isDamaged) {
    const kept = await freeNameAside(place)
    const temporary = await noted(linkBeside(disk, path, kept))
    return { temporary, kept, mayBeKept, spare: null }
  }
  const kept = previousPath(path)
  const [temporary, spare] = await sideBySide(
    noted(linkBeside(disk, path, kept)),
    spareName(disk, kept, noted),
  )
  return { temporary, kept, mayBeKept, spare }
}

async function spareName(
  disk: Disk,
  kept: string,
  noted: (writing: Promise<string>) => Promise<string>,
): Promise<string | null> {
  const spare = temporaryPath(disk, kept)
  try {
    return await noted(disk.fs.link(kept, spare).then(() => spare))
  } catch (error) {
    // There is none, or links are not to be had: then it is freed at once.
    if (errnoOf(error) === null) throw error
    return null
  }
}

/** Only once the new state is on the disk: until then what `.prev` holds is a state of its own. */
async function keepBefore(disk: Disk, previous: Previous | null): Promise<void> {
  if (previous === null) return
  await renameOver(disk, previous.temporary, previous.kept)
  // Where both names were one file already, rename does nothing and leaves the temporary name.
  if (previous.mayBeKept) await discard(disk, previous.temporary)
}

function savedWithError(error: unknown, name: string): unknown {
  const told = writeError(error, name)
  if (!(told instanceof AppError)) return told
  return new AppError(
    'disk-error',
    `“${basename(name)}” was saved, but the disk reported an error, so it may not survive a power cut. Check the drive, and save it once more.`,
    { cause: error, facts: { path: name, saved: true } },
  )
}

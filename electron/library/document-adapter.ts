import type { Adapter } from 'lowdb'
import {
  isUntouched,
  loadDocument,
  signatureOf,
  type DocumentPlace,
  type Loaded,
} from './document-reading.ts'
import { replaceDocument, type Writing } from './replace-document.ts'

/** lowdb's two methods over one document, with what they learnt about the disk. */
export type DocumentAdapter<T> = Adapter<T> & {
  /** What the last read found, or the last write left. */
  loaded(): Loaded<T>
}

/**
 * The adapter of a document. `read` answers null where there is no document, and gives what is
 * `known` of it where that is still so; `write`, where there is `writing`, replaces what was read in one step, or
 * leaves it as it was and throws an `AppError`.
 */
export function createDocumentAdapter<T extends object>(
  place: DocumentPlace<T>,
  writing: Writing | null,
  known: Loaded<T> | null,
): DocumentAdapter<T> {
  const nothingYet = { value: null, sha256: null, signature: null }
  let loaded: Loaded<T> = { ...nothingYet, isOnDisk: false, isDamaged: false, isSealed: false }
  return {
    loaded: () => loaded,
    async read() {
      const isKnown = known !== null && (await isStill(place, known))
      loaded = isKnown ? known : await loadDocument(place, known)
      return loaded.value
    },
    async write(value) {
      if (writing === null) throw new Error('a document is written under its lock')
      loaded = await replaceDocument(place, value, loaded, writing)
    },
  }
}

/** Whether a whole document was settled when it was read, and was not touched since. */
async function isStill<T>({ disk, path }: DocumentPlace<T>, known: Loaded<T>): Promise<boolean> {
  const { signature, isOnDisk, isDamaged } = known
  if (!isOnDisk || isDamaged || signature?.isSettled !== true) return false
  return isUntouched(signature, await signatureOf(disk, path))
}

import { resolve } from 'node:path'
import type { LibraryProblem } from '../../shared/api/views.ts'
import type { Id } from '../../shared/domain/ids.ts'
import type { LibraryRecord } from '../../shared/domain/library.ts'
import { createAnnotationRepository, type AnnotationRepository } from './annotation-repository.ts'
import { createArticleRepository, type ArticleRepository } from './article-repository.ts'
import { createArticleShelf } from './article-shelf.ts'
import { createCoderRepository, type CoderRepository } from './coder-repository.ts'
import { createCodebookRepository, type CodebookRepository } from './codebook-repository.ts'
import { createCollectionRepository, type CollectionRepository } from './collection-repository.ts'
import { createDisk, type LockTiming } from './disk.ts'
import type { FileSystem } from './file-system.ts'
import { openJournal, type Journal } from './journal.ts'
import { openLibraryRecord } from './library-record.ts'
import { libraryPaths } from './library-paths.ts'
import { createPendingActs } from './pending-acts.ts'
import { verifyLibrary, type RawVerification, type VerifyRequest } from './verify/verify-library.ts'

/** An open library. Nothing is written by opening it, and nothing by reading. */
export type Library = {
  folder: string
  /** Why nothing can be written, in a sentence; null where it can. */
  readOnly: string | null
  /** Null until the first write, and for a library of a newer program. */
  record(): Promise<LibraryRecord | null>
  ensureRecord(): Promise<LibraryRecord>
  /** What was met so far that a person should know; each path once, the newest reading wins. */
  problems(): LibraryProblem[]
  /** Reads what every library has but few screens ask for, so that its problems are known. */
  lookOver(): Promise<void>
  /** Reads every file, or those of some articles, as they lie on the disk now. Writes nothing. */
  verify(request: VerifyRequest): Promise<RawVerification>
  articles: ArticleRepository
  annotations: AnnotationRepository
  codebook: CodebookRepository
  collections: CollectionRepository
  coders: CoderRepository
  journal: Pick<Journal, 'append'>
  /** Waits for what is being written. */
  close(): Promise<void>
}

/** Where the library lies, and who opens it on which machine. */
export type LibraryOptions = {
  folder: string
  cacheFolder: string
  /** Remembers, outside the library, the last journal line of this device. */
  deviceMemoryFile: string
  machine: { coderId: Id; deviceId: Id; hostId: string; coderName: string }
  /** For tests: a file system that fails, locks that are waited for less long. */
  fs?: FileSystem
  lockTiming?: Partial<LockTiming>
}

/**
 * Opens the library in a folder that is one, or is absent or empty.
 *
 * Throws `library-foreign` for a folder that holds other things and `document-damaged` where
 * pressmark.json cannot be used; a library of a newer program opens read-only.
 */
export async function openLibrary(options: LibraryOptions): Promise<Library> {
  const { machine, cacheFolder, deviceMemoryFile, fs, lockTiming } = options
  const { coderId, coderName, deviceId, hostId } = machine
  const folder = resolve(options.folder)
  const paths = libraryPaths(folder)
  const disk = createDisk({ root: folder, mayMakeRoot: false, hostId, fs, timing: lockTiming })
  const { record, isKept, ensureRecord } = await openLibraryRecord(disk, paths, deviceMemoryFile)
  const libraryId = async (): Promise<Id> => (await ensureRecord()).id
  const coders = createCoderRepository({ disk, paths, coderId, coderName, beginLibrary: libraryId })
  const beginAct = async (): Promise<Id> => {
    const id = await libraryId()
    await coders.ensureMine()
    return id
  }
  const hasBegun = async (): Promise<boolean> => isKept() && (await coders.isMineKept())
  const journal = openJournal({ disk, paths, coderId, deviceId, deviceMemoryFile, libraryId })
  const shelf = createArticleShelf(disk, paths)
  const common = { disk, paths, shelf, journal, coderId, hasBegun, beginAct }
  const acts = createPendingActs()
  const codebook = createCodebookRepository(common)
  const collections = createCollectionRepository(common)
  return {
    folder,
    readOnly: disk.readOnly?.message ?? null,
    record,
    ensureRecord,
    problems: () => disk.problems.all(),
    lookOver: async () => {
      await Promise.all([codebook.read(), collections.read(), coders.list()])
    },
    verify: (request) =>
      verifyLibrary(
        { disk, paths, deviceMemoryFile, libraryId: async () => (await record())?.id ?? null },
        request,
      ),
    articles: acts.counted(createArticleRepository({ ...common, cacheFolder })),
    annotations: acts.counted(createAnnotationRepository(common)),
    codebook: acts.counted(codebook),
    collections: acts.counted(collections),
    coders: acts.counted(coders),
    journal: acts.counted({ append: journal.append }),
    close: async () => {
      await acts.settled()
      await disk.lingering.settled()
    },
  }
}

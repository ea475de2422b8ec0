import { Coder } from '../../shared/domain/coder.ts'
import type { Id } from '../../shared/domain/ids.ts'
import { now } from '../../shared/domain/instant.ts'
import { AppError } from '../../shared/errors.ts'
import { nameOf, refuseWhenReadOnly, type Disk } from './disk.ts'
import { isMissing, readError, writeError } from './disk-errors.ts'
import { makeFolder } from './durable-files.ts'
import { openDocument, type JsonDocument } from './json-document.ts'
import { coderOfFile, type LibraryPaths } from './library-paths.ts'
import { readWhereWhole } from './read-where-whole.ts'

/** The people who tag in a library. */
export type CoderRepository = {
  /** Those whose records can be read. */
  list(): Promise<Coder[]>
  /**
   * Who tags here; before the first act by the machine's name for them. `problem` says in a sentence
   * why the name is the machine's although there is a record.
   */
  mine(): Promise<{ id: Id; name: string; problem: string | null }>
  /** Why a coder's record cannot be read, in a sentence; null for one that can, or is not there. */
  problemOf(id: Id): Promise<string | null>
  /** Whether there is a record of one's own, one that cannot be read included. */
  isMineKept(): Promise<boolean>
  /** Writes one's own record when there is none; a record that cannot be read stops no act. */
  ensureMine(): Promise<void>
  /** Sets one's own name; no annotation is touched. */
  rename(name: string): Promise<Coder>
}

/** The coders in `coders/`. `beginLibrary` makes the library's record when there is none. */
export function createCoderRepository(context: {
  disk: Disk
  paths: LibraryPaths
  coderId: Id
  coderName: string
  beginLibrary: () => Promise<unknown>
}): CoderRepository {
  const { disk, paths, coderId, coderName } = context
  const documentOf = coderDocuments(disk, paths, coderId, coderName)

  async function write(change: (coder: Coder) => Coder): Promise<Coder> {
    refuseWhenReadOnly(disk)
    await context.beginLibrary()
    try {
      await makeFolder(disk, paths.coders)
    } catch (error) {
      throw writeError(error, nameOf(disk, paths.coders))
    }
    return (await documentOf(coderId).update(change)).value
  }

  const isMineKept = async () => (await readWhereWhole(documentOf(coderId))) !== null

  return {
    async list() {
      const ids = await codersIn(disk, paths.coders)
      const coders: Coder[] = []
      for (const id of ids) {
        const coder = await readWhereWhole(documentOf(id))
        if (coder !== null && !(coder instanceof AppError)) coders.push(coder)
      }
      return coders
    },
    async mine() {
      const coder = await readWhereWhole(documentOf(coderId))
      if (!(coder instanceof AppError)) {
        return { id: coderId, name: coder?.name ?? coderName, problem: null }
      }
      return { id: coderId, name: coderName, problem: coder.message }
    },
    problemOf: async (id) => disk.problems.at(nameOf(disk, paths.coder(id)))?.message ?? null,
    isMineKept,
    ensureMine: async () => void ((await isMineKept()) || (await write((coder) => coder))),
    rename: (name) =>
      write((coder) => {
        if (coder.name === name.trim()) return coder
        return { ...coder, name: name.trim(), rev: coder.rev + 1, updatedAt: now() }
      }),
  }
}

/** The record of each coder, opened once. Only one's own may be made; the others' come by sync. */
function coderDocuments(
  disk: Disk,
  paths: LibraryPaths,
  coderId: Id,
  coderName: string,
): (id: Id) => JsonDocument<Coder> {
  const documents = new Map<Id, JsonDocument<Coder>>()
  return (id) => {
    const known = documents.get(id)
    if (known !== undefined) return known
    const initial = id === coderId ? (): Coder => newCoder(coderId, coderName) : null
    const schema = Coder.refine((coder) => coder.id === id, { message: 'another coder’s record' })
    const document = openDocument({ disk, path: paths.coder(id), schema, initial })
    documents.set(id, document)
    return document
  }
}

async function codersIn(disk: Disk, folder: string): Promise<Id[]> {
  try {
    const entries = await disk.fs.readFolder(folder)
    disk.problems.clear(nameOf(disk, folder))
    return [...new Set(entries.flatMap((entry) => coderOfFile(entry.name) ?? []))].sort()
  } catch (error) {
    if (isMissing(error)) return []
    const path = nameOf(disk, folder)
    const told = readError(error, path)
    if (!(told instanceof AppError)) throw told
    disk.problems.report({ code: told.code, message: told.message, path })
    return []
  }
}

function newCoder(id: Id, name: string): Coder {
  const at = now()
  return { format: 1, id, rev: 1, name, pseudonym: null, createdAt: at, updatedAt: at }
}

import {
  CollectionFile,
  CollectionName,
  type Collection,
  type CollectionMember,
} from '../../shared/domain/collection.ts'
import { newId, type Id } from '../../shared/domain/ids.ts'
import { now } from '../../shared/domain/instant.ts'
import { AppError } from '../../shared/errors.ts'
import { nameOf, refuseWhenReadOnly, type Disk } from './disk.ts'
import type { Journal } from './journal.ts'
import { openDocument, type Updated } from './json-document.ts'
import type { LibraryPaths } from './library-paths.ts'
import { readWhereWhole } from './read-where-whole.ts'

/** A collection as it is on disk now, with warnings for the reply. */
export type WrittenCollection = Collection & { warnings: string[] }

/** The collections of a library. Names are compared trimmed and without regard to case. */
export type CollectionRepository = {
  /** What can be read of them: none where the file cannot. */
  read(): Promise<CollectionFile>
  /** The live collection of a name. Throws `not-found`, or why the file cannot be read. */
  find(name: string): Promise<Collection>
  /** Adds members at the end, each once, making the collection where none has the name. */
  add(name: string, members: readonly CollectionMember[]): Promise<WrittenCollection>
  /** Takes members out. Throws `not-found` where no collection has the name. */
  remove(name: string, members: readonly CollectionMember[]): Promise<WrittenCollection>
}

/** The collections in `collections.json`. */
export function createCollectionRepository(context: {
  disk: Disk
  paths: LibraryPaths
  journal: Journal
  beginAct: () => Promise<Id>
}): CollectionRepository {
  const { disk, paths, journal, beginAct } = context
  const initial = (): CollectionFile => ({ format: 1, collections: [] })
  const path = paths.collections
  const document = openDocument({ disk, path, schema: CollectionFile, initial })

  async function write(
    name: string,
    change: (file: CollectionFile, name: string) => CollectionFile,
  ): Promise<WrittenCollection> {
    refuseWhenReadOnly(disk)
    const cleanName = CollectionName.parse(name.normalize('NFC'))
    await beginAct()
    const updated = await document.update((file) => change(file, cleanName))
    const collection = findCollection(updated.value, cleanName)
    if (collection === null) throw noSuchCollection(cleanName)
    return { ...collection, warnings: await withJournal(updated, collection) }
  }

  async function withJournal(
    updated: Updated<CollectionFile>,
    { id, rev, members }: Collection,
  ): Promise<string[]> {
    if (!updated.isWritten) return []
    return journal.append({
      what: 'collect',
      ids: { collection: id },
      detail: { rev, members: members.length },
      files: { [nameOf(disk, path)]: updated.sha256 },
    })
  }

  return {
    async read() {
      const found = await readWhereWhole(document)
      return found instanceof AppError || found === null ? initial() : found
    },
    async find(name) {
      const found = findCollection((await document.read()) ?? initial(), name)
      if (found === null) throw noSuchCollection(name)
      return found
    },
    add: (name, members) => write(name, (file, cleanName) => withMembers(file, cleanName, members)),
    remove: (name, members) =>
      write(name, (file, cleanName) => withoutMembers(file, cleanName, members)),
  }
}

/** The live collection of a name, or null. */
function findCollection(file: CollectionFile, name: string): Collection | null {
  const wanted = fold(name)
  return (
    file.collections.find(
      (collection) => collection.removed === null && fold(collection.name) === wanted,
    ) ?? null
  )
}

function withMembers(
  file: CollectionFile,
  name: string,
  members: readonly CollectionMember[],
): CollectionFile {
  const known = findCollection(file, name)
  const all = new Map((known?.members ?? []).map((member) => [keyOf(member), member]))
  for (const member of members) if (!all.has(keyOf(member))) all.set(keyOf(member), member)
  if (known === null) {
    const collection = newCollection(name, [...all.values()])
    return { ...file, collections: [...file.collections, collection] }
  }
  if (all.size === known.members.length) return file
  return withChanged(file, known, [...all.values()])
}

function withoutMembers(
  file: CollectionFile,
  name: string,
  members: readonly CollectionMember[],
): CollectionFile {
  const known = findCollection(file, name)
  if (known === null) throw noSuchCollection(name)
  const gone = new Set(members.map(keyOf))
  const left = known.members.filter((member) => !gone.has(keyOf(member)))
  return left.length === known.members.length ? file : withChanged(file, known, left)
}

function withChanged(
  file: CollectionFile,
  known: Collection,
  members: CollectionMember[],
): CollectionFile {
  const changed = { ...known, members, rev: known.rev + 1, updatedAt: now() }
  return { ...file, collections: file.collections.map((one) => (one === known ? changed : one)) }
}

function newCollection(name: string, members: CollectionMember[]): Collection {
  const at = now()
  return { id: newId(), rev: 1, name, members, createdAt: at, updatedAt: at, removed: null }
}

function noSuchCollection(name: string): AppError {
  return new AppError(
    'not-found',
    `There is no collection “${name}” in this library. Nothing was changed.`,
  )
}

function keyOf({ articleId, annotationId }: CollectionMember): string {
  return `${articleId} ${annotationId ?? ''}`
}

function fold(name: string): string {
  return name.trim().normalize('NFC').toLowerCase()
}

import type { TagChoice } from '../../shared/api/contract.ts'
import { newId, type Id } from '../../shared/domain/ids.ts'
import { now } from '../../shared/domain/instant.ts'
import {
  Codebook,
  currentTag,
  findTag,
  isLive,
  parseTagName,
  parseTagPath,
  tagPath,
  type Tag,
} from '../../shared/domain/tag.ts'
import { AppError } from '../../shared/errors.ts'
import { nameOf, refuseWhenReadOnly, type Disk } from './disk.ts'
import { openDocument } from './json-document.ts'
import type { LibraryPaths } from './library-paths.ts'
import { readWhereWhole } from './read-where-whole.ts'

/** The tags of a library. */
export type CodebookRepository = {
  /** What can be read of it: empty where the file cannot, whose {@link problem} is told then. */
  read(): Promise<Codebook>
  /** Why tags may be missing from what was read last, in a sentence; null when all is well. */
  problem(): Promise<string | null>
  /**
   * The ids of the chosen tags, each once, in the order chosen. Paths that no tag has are made, with
   * the tags above them; where all exist nothing is written. Throws `not-found` for an unknown id,
   * unless it is one of `kept`: those stand already where the choices go.
   */
  ensureTags(choices: readonly TagChoice[], kept?: readonly Id[]): Promise<Id[]>
  /**
   * Gives a tag another name or definition. Throws `not-found`, `changed-meanwhile` where its rev is not
   * the one expected, and `already-exists` where a tag beside it has the name.
   */
  change(id: Id, expectedRev: number, fields: TagFields): Promise<Tag>
}

/** What can be changed of a tag; what is absent stays. */
export type TagFields = { name?: string | undefined; definition?: string | undefined }

const hues = [1, 2, 3, 4, 5, 6, 7, 8]
const lineStyles = 4

/** The codebook in `codebook.json`. */
export function createCodebookRepository(context: {
  disk: Disk
  paths: LibraryPaths
  beginAct: () => Promise<Id>
}): CodebookRepository {
  const { disk, paths } = context
  const initial = (): Codebook => ({ format: 1, tags: [] })
  const document = openDocument({ disk, path: paths.codebook, schema: Codebook, initial })
  const name = nameOf(disk, paths.codebook)
  return {
    async read() {
      const found = await readWhereWhole(document)
      return found instanceof AppError || found === null ? initial() : found
    },
    async problem() {
      const found = disk.problems.at(name)
      return found === null || found.code === 'changed-meanwhile' ? null : found.message
    },
    async ensureTags(choices, kept = []) {
      const isKept = (choice: TagChoice): boolean => 'id' in choice && kept.includes(choice.id)
      if (choices.every(isKept))
        return choices.flatMap((choice) => ('id' in choice ? choice.id : []))
      const found = await readWhereWhole(document)
      if (!(found instanceof AppError)) {
        const known = withTags(found ?? initial(), choices, kept)
        if (!known.isChanged) return known.ids
      }
      refuseWhenReadOnly(disk)
      await context.beginAct()
      let ids: Id[] = []
      await document.update((codebook) => {
        const ensured = withTags(codebook, choices, kept)
        ids = ensured.ids
        return ensured.codebook
      })
      return ids
    },
    async change(id, expectedRev, fields) {
      refuseWhenReadOnly(disk)
      await context.beginAct()
      const { value } = await document.update((codebook) =>
        withChanged(codebook, standing(codebook, id, expectedRev), fields),
      )
      return existing(value, id)
    },
  }
}

function standing(codebook: Codebook, id: Id, expectedRev: number): Tag {
  const tag = existing(codebook, id)
  if (tag.id === id && tag.rev === expectedRev) return tag
  throw new AppError(
    'changed-meanwhile',
    `“${tag.name}” was changed elsewhere meanwhile. Nothing was changed here; look at it as it is now, and try again.`,
  )
}

function withChanged(codebook: Codebook, tag: Tag, fields: TagFields): Codebook {
  const name = fields.name === undefined ? tag.name : parseTagName(fields.name)
  const definition = fields.definition ?? tag.definition
  if (name === tag.name && definition === tag.definition) return codebook
  if (name !== tag.name) refuseSameName(codebook, tag, name)
  const changed = { ...tag, name, definition, rev: tag.rev + 1, updatedAt: now() }
  return { ...codebook, tags: codebook.tags.map((one) => (one === tag ? changed : one)) }
}

function refuseSameName(codebook: Codebook, { id, parentId }: Tag, name: string): void {
  const same = codebook.tags.find(
    (one) =>
      isLive(one) &&
      one.id !== id &&
      one.parentId === parentId &&
      one.name.toLowerCase() === name.toLowerCase(),
  )
  if (same === undefined) return
  const parent = codebook.tags.find((one) => one.id === parentId)
  const where = parent === undefined ? 'at the top level' : `in “${tagPath(codebook, parent)}”`
  throw new AppError(
    'already-exists',
    `There is a tag “${same.name}” ${where} already. Give this one another name; nothing was changed.`,
  )
}

/** The codebook with the chosen tags in it: the one given where it has them all. */
function withTags(
  codebook: Codebook,
  choices: readonly TagChoice[],
  kept: readonly Id[],
): { codebook: Codebook; ids: Id[]; isChanged: boolean } {
  let next = codebook
  const ids = new Set<Id>()
  for (const choice of choices) {
    if ('id' in choice) {
      const isUnknown = kept.includes(choice.id) && currentTag(next, choice.id) === null
      ids.add(isUnknown ? choice.id : existing(next, choice.id).id)
    } else {
      const ensured = withPath(next, parseTagPath(choice.path))
      next = ensured.codebook
      ids.add(ensured.tag.id)
    }
  }
  return { codebook: next, ids: [...ids], isChanged: next !== codebook }
}

function existing(codebook: Codebook, id: Id): Tag {
  const tag = currentTag(codebook, id)
  if (tag !== null && tag.removed === null) return tag
  throw new AppError(
    'not-found',
    'That tag is no longer in the codebook; another window may have removed it. Nothing was changed; choose a tag again.',
  )
}

function withPath(codebook: Codebook, names: readonly string[]): { codebook: Codebook; tag: Tag } {
  let next = codebook
  let parent: Tag | null = null
  for (const [index, name] of names.entries()) {
    let tag: Tag | null = findTag(next, names.slice(0, index + 1))
    if (tag === null) {
      tag = newTag(next, parent, name)
      next = { ...next, tags: [...next.tags, tag] }
    }
    parent = tag
  }
  if (parent === null) throw new Error('a tag path has at least one name')
  return { codebook: next, tag: parent }
}

function newTag(codebook: Codebook, parent: Tag | null, name: string): Tag {
  const at = now()
  const siblings = codebook.tags.filter((tag) => tag.parentId === (parent?.id ?? null))
  return {
    id: newId(),
    rev: 1,
    parentId: parent?.id ?? null,
    name,
    definition: '',
    hue: parent?.hue ?? leastUsedHue(codebook),
    // The top of a branch has 0, so the first below it begins with 1.
    lineStyle: parent === null ? 0 : (siblings.length + 1) % lineStyles,
    createdAt: at,
    updatedAt: at,
    mergedInto: null,
    removed: null,
  }
}

function leastUsedHue(codebook: Codebook): number {
  const uses = (hue: number): number =>
    codebook.tags.filter(
      (tag) =>
        tag.parentId === null && tag.removed === null && tag.mergedInto === null && tag.hue === hue,
    ).length
  return hues.reduce((best, hue) => (uses(hue) < uses(best) ? hue : best))
}

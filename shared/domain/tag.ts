import { z } from 'zod'
import { AppError } from '../errors.ts'
import { Id } from './ids.ts'
import { Instant } from './instant.ts'

/** A tag's own name: one segment of its path, so it holds no slash; trimmed, 1 to 200 characters. */
export const TagName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^/\p{Cc}]+$/u, 'a tag name has no slash and no control character')

/**
 * An entry of the codebook, hierarchical (REFI-QDA: Code).
 *
 * `hue` 1-8 belongs to the top of a branch and its line style 0-3 to the tag: together they are
 * how the tag is drawn. `mergedInto` is followed when the tag is shown; `removed` is a tombstone.
 */
export const Tag = z.strictObject({
  id: Id,
  rev: z.number().int().min(1),
  parentId: Id.nullable(),
  name: TagName,
  definition: z.string(),
  hue: z.number().int().min(1).max(8),
  lineStyle: z.number().int().min(0).max(3),
  createdAt: Instant,
  updatedAt: Instant,
  mergedInto: Id.nullable(),
  removed: Instant.nullable(),
})
export type Tag = z.infer<typeof Tag>

/** `codebook.json`: all tags. */
export const Codebook = z.strictObject({ format: z.literal(1), tags: z.array(Tag) })
export type Codebook = z.infer<typeof Codebook>

/** A path as people write it, such as `Frames/Blame`, cut into names. Throws `invalid-input`. */
export function parseTagPath(path: string): string[] {
  const names = path
    .normalize('NFC')
    .split('/')
    .map((name) => name.replace(/\s+/gu, ' ').trim())
  if (names.every((name) => TagName.safeParse(name).success)) return names
  throw new AppError(
    'invalid-input',
    `“${path.slice(0, 80)}” cannot be a tag. Write a name, or names parted by a slash such as Frames/Blame, each at most 200 characters; nothing was changed.`,
  )
}

/** A tag's own name as a person typed it, made clean. Throws `invalid-input`. */
export function parseTagName(typed: string): string {
  const names = parseTagPath(typed)
  const [name] = names
  if (name !== undefined && names.length === 1) return name
  throw new AppError(
    'invalid-input',
    `“${typed.slice(0, 80)}” cannot be a tag’s own name: a slash parts a branch from what is in it. Write the name alone; nothing was changed.`,
  )
}

/** The tag that stands for `id` now: merges are followed, a cycle or a missing tag gives null. */
export function currentTag(codebook: Codebook, id: Id): Tag | null {
  const seen = new Set<Id>()
  let tag = codebook.tags.find((candidate) => candidate.id === id)
  while (tag !== undefined && tag.mergedInto !== null && !seen.has(tag.id)) {
    seen.add(tag.id)
    const next = tag.mergedInto
    tag = codebook.tags.find((candidate) => candidate.id === next)
  }
  return tag ?? null
}

/** The path of a tag, root first. A parent that is missing or loops back ends the path there. */
export function tagPath(codebook: Codebook, tag: Tag): string {
  const names: string[] = []
  const seen = new Set<Id>()
  let current: Tag | undefined = tag
  while (current !== undefined && !seen.has(current.id)) {
    seen.add(current.id)
    names.unshift(current.name)
    const parentId: Id | null = current.parentId
    current =
      parentId === null ? undefined : codebook.tags.find((candidate) => candidate.id === parentId)
  }
  return names.join('/')
}

/** Whether a tag can be chosen: not removed, nor merged into another. */
export function isLive(tag: Tag): boolean {
  return tag.removed === null && tag.mergedInto === null
}

/** The live tag at a path; names are compared without regard to case. */
export function findTag(codebook: Codebook, names: readonly string[]): Tag | null {
  let parentId: Id | null = null
  let found: Tag | null = null
  for (const name of names) {
    const wanted = name.toLowerCase()
    found =
      codebook.tags.find(
        (tag) => isLive(tag) && tag.parentId === parentId && tag.name.toLowerCase() === wanted,
      ) ?? null
    if (found === null) return null
    parentId = found.id
  }
  return found
}

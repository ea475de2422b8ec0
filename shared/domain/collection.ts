import { z } from 'zod'
import { Id } from './ids.ts'
import { Instant } from './instant.ts'

/** A member of a collection: a whole article, or one passage of it. */
export const CollectionMember = z.strictObject({
  articleId: Id,
  annotationId: Id.nullable(),
})
export type CollectionMember = z.infer<typeof CollectionMember>

/** A name for a collection: trimmed, 1 to 200 characters. */
export const CollectionName = z.string().trim().min(1).max(200)

/** A named, ordered set of articles and passages: what one exports. */
export const Collection = z.strictObject({
  id: Id,
  rev: z.number().int().min(1),
  name: CollectionName,
  members: z.array(CollectionMember),
  createdAt: Instant,
  updatedAt: Instant,
  removed: Instant.nullable(),
})
export type Collection = z.infer<typeof Collection>

/** `collections.json`. */
export const CollectionFile = z.strictObject({
  format: z.literal(1),
  collections: z.array(Collection),
})
export type CollectionFile = z.infer<typeof CollectionFile>

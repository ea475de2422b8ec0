import { z } from 'zod'
import { Id } from './ids.ts'
import { Instant } from './instant.ts'

/** The newest format of a library that this program writes; a newer one opens read-only. */
export const libraryFormat = 1

/** `pressmark.json`: says that a folder is a library, and which. */
export const LibraryRecord = z.strictObject({
  format: z.literal(1),
  id: Id,
  createdAt: Instant,
})
export type LibraryRecord = z.infer<typeof LibraryRecord>

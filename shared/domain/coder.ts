import { z } from 'zod'
import { Id } from './ids.ts'
import { Instant } from './instant.ts'

/** `coders/<coder-id>.json`: the person who tags. Renaming touches no annotation. */
export const Coder = z.strictObject({
  format: z.literal(1),
  id: Id,
  rev: z.number().int().min(1),
  name: z.string().trim().min(1).max(200),
  pseudonym: z.string().nullable(),
  createdAt: Instant,
  updatedAt: Instant,
})
export type Coder = z.infer<typeof Coder>

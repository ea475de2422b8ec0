import { z } from 'zod'
import { Id } from './ids.ts'

/** Longer than any note that is kept, since one that is too long waits here as well. */
const maxWords = 5_000_000

/**
 * What was read last, as a place in the text and never on the screen: another window has other lines.
 *
 * `offset` counts in the canonical text of `versionId`; in any other version the block is all that is
 * known. `isLatest`: the version was the newest then, so the newest is what is opened again. `held`:
 * the words of `versionId` that the keyboard stood on; not there: it stood on none.
 */
export const ReadingPlace = z.strictObject({
  articleId: Id,
  versionId: Id,
  isLatest: z.boolean(),
  block: z.number().int().min(0),
  offset: z.number().int().min(0),
  held: z.strictObject({ start: z.number().int().min(0), end: z.number().int().min(1) }).optional(),
})
export type ReadingPlace = z.infer<typeof ReadingPlace>

/** Where a list was: the key of the row at its top, and of the row that the keyboard was on. */
export const ListPlace = z.strictObject({
  top: z.string().max(200),
  active: z.string().max(200).nullable(),
})
export type ListPlace = z.infer<typeof ListPlace>

/**
 * A filter as plain data: its parts by name. Which parts a list has, and what is sound, that list
 * knows; what it doesn't know any more it leaves out.
 */
export const PlainFilter = z.record(
  z.string().max(100),
  z.union([z.string().max(10_000), z.boolean(), z.array(z.string().max(10_000))]).nullable(),
)
export type PlainFilter = z.infer<typeof PlainFilter>

/**
 * A note that was open, or that could not be saved: about an annotation or, where that is null or
 * gone, about a passage of the version; with neither about the whole article.
 *
 * `saved` is what the library held of it, `text` what was typed; the same where nothing was unsaved.
 * `sentence` is why it could not be saved, null where nothing had failed.
 */
export const DraftNote = z.strictObject({
  articleId: Id,
  versionId: Id,
  articleTitle: z.string().max(100_000),
  annotationId: Id.nullable(),
  passage: z
    .strictObject({ start: z.number().int().min(0), end: z.number().int().min(1) })
    .nullable(),
  saved: z.string().max(maxWords),
  text: z.string().max(maxWords),
  sentence: z.string().max(10_000).nullable(),
})
export type DraftNote = z.infer<typeof DraftNote>

/**
 * Where a person was in one library when they last did something in it, to go on from at the next start.
 *
 * `place` is the address of the place, such as `#/passages`. Of several windows the last word counts.
 */
export const Session = z.strictObject({
  place: z.string().max(1_000),
  reading: ReadingPlace.nullable(),
  library: ListPlace.nullable(),
  /** The filters of the lists, by the name of their place. */
  filters: z.record(z.string().max(100), PlainFilter),
  notes: z.array(DraftNote).max(1_000),
})
export type Session = z.infer<typeof Session>

import { z } from 'zod'
import { Id } from './ids.ts'
import { Instant } from './instant.ts'
import { Sha256 } from './sha256.ts'

/**
 * The passage's own words, with up to 64 UTF-16 units of what stands before and after it.
 * Source: https://www.w3.org/TR/annotation-model/#text-quote-selector
 */
export const TextQuoteSelector = z.strictObject({
  type: z.literal('TextQuoteSelector'),
  exact: z.string().min(1),
  prefix: z.string().max(64),
  suffix: z.string().max(64),
})
export type TextQuoteSelector = z.infer<typeof TextQuoteSelector>

/**
 * UTF-16 offsets into the version's canonical text, `[start, end)`; exports convert to code points.
 * Source: https://www.w3.org/TR/annotation-model/#text-position-selector
 */
export const TextPositionSelector = z.strictObject({
  type: z.literal('TextPositionSelector'),
  start: z.number().int().min(0),
  end: z.number().int().min(1),
})
export type TextPositionSelector = z.infer<typeof TextPositionSelector>

/**
 * Where an annotation points inside one version.
 *
 * Both selectors describe the same passage: the quote survives edits, the position breaks ties
 * between equal quotes. `textSha256` names the text that the offsets index. Both selectors null:
 * the whole article.
 */
export const Target = z
  .strictObject({
    versionId: Id,
    textSha256: Sha256,
    quote: TextQuoteSelector.nullable(),
    position: TextPositionSelector.nullable(),
  })
  .refine((target) => (target.quote === null) === (target.position === null), {
    message: 'a target has both selectors or none',
  })
  .refine((target) => target.position === null || target.position.start < target.position.end, {
    message: 'a passage ends after it starts',
  })
export type Target = z.infer<typeof Target>

/** Markdown of at most 100,000 characters. */
export const Note = z.string().max(100_000)

/**
 * A target in one version, with tags and a note, made by a coder (W3C annotation model).
 *
 * `tagIds` point into the codebook; a merged tag is followed there, never rewritten here. `removed`
 * is a tombstone. `basedOn` names the other coder's annotation that this one answers.
 */
export const Annotation = z.strictObject({
  id: Id,
  rev: z.number().int().min(1),
  articleId: Id,
  coderId: Id,
  createdAt: Instant,
  updatedAt: Instant,
  target: Target,
  tagIds: z.array(Id),
  note: Note,
  basedOn: Id.nullable(),
  removed: Instant.nullable(),
})
export type Annotation = z.infer<typeof Annotation>

/**
 * `annotations.<coder-id>.json`: everything one coder made on one article.
 *
 * Entries are read one by one, as {@link Annotation}, and what a hand or a newer program added stays:
 * one entry that cannot be read hides none of the others and is written back as it was.
 */
export const AnnotationFile = z.looseObject({
  format: z.literal(1),
  articleId: Id,
  coderId: Id,
  annotations: z.array(z.unknown()),
})
export type AnnotationFile = z.infer<typeof AnnotationFile>

import { z } from 'zod'

/** What kind of block was kept out of the article. */
export const leftOutKinds = ['byline', 'dateline', 'credit', 'furniture'] as const

/**
 * A block of the page that is not part of the article's text.
 *
 * `afterBlock` is the index of the document's top-level block that it followed, -1 for before the
 * first; `reason` is a short phrase ("advertisement marker", "reading time").
 */
export const LeftOutBlock = z.strictObject({
  kind: z.enum(leftOutKinds),
  text: z.string(),
  reason: z.string(),
  afterBlock: z.number().int().min(-1),
})
export type LeftOutBlock = z.infer<typeof LeftOutBlock>

/** `.left-out.json`: everything that the extraction set aside, in the order of the page. */
export const LeftOut = z.strictObject({ format: z.literal(1), blocks: z.array(LeftOutBlock) })
export type LeftOut = z.infer<typeof LeftOut>

import { Node } from 'prosemirror-model'
import { z } from 'zod'
import { AppError } from '../errors.ts'
import { articleSchema } from './article-schema.ts'

/** A document as it lies on disk and crosses borders: ProseMirror JSON, not yet trusted. */
export const DocumentJson = z.looseObject({ type: z.literal('doc') })
export type DocumentJson = z.infer<typeof DocumentJson>

/**
 * The document that `json` describes, checked against the article schema, attributes included.
 * Throws `document-damaged`: such a document is shown to nobody.
 */
export function parseDocument(json: unknown): Node {
  try {
    const node = Node.fromJSON(articleSchema, json)
    node.check()
    return node
  } catch (cause) {
    throw new AppError(
      'document-damaged',
      'The article’s document does not have the shape that Pressmark writes, so it is not shown. Its text and its evidence are untouched on disk.',
      { cause },
    )
  }
}

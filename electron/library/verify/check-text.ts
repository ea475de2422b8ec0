import { parseDocument } from '../../../shared/text/document-json.ts'
import { textOf } from '../../../shared/text/text-of.ts'
import { AppError } from '../../../shared/errors.ts'
import { sha256Of } from '../../system/hash.ts'
import { versionFileName } from '../library-paths.ts'
import { aboutVersion, nameIn, titleOf, type ArticleAtHand } from './article-at-hand.ts'
import type { ReadVersion } from './check-files.ts'

/**
 * Checks that text and document of a version, both as they were kept, say the same, and that the passages on
 * it stand where they say.
 */
export function checkText(
  at: ArticleAtHand,
  version: ReadVersion,
  { text: textBytes, document }: { text: Uint8Array; document: Uint8Array },
): void {
  const text = Buffer.from(textBytes).toString('utf8')
  const { record } = version
  if (record === null) return
  const isSame = record.textSha256 === sha256Of(textBytes) && record.textLength === text.length
  if (!isSame || textOfDocument(document) !== text) {
    const name = nameIn(at, versionFileName(version.entry.name, 'text.txt'))
    at.verifying.report({
      ...aboutVersion(at, version),
      kind: 'altered',
      file: name,
      headline: `Text and structure of “${titleOf(at)}” say different things`,
      sentence: `“${name}” is what was kept, but it is not the text of the document that was kept with it in version ${version.number}. The stored text is what passages count by.`,
    })
  }
  for (const { annotation, file } of at.standing) {
    const { target, id } = annotation
    if (target.versionId !== version.entry.id) continue
    const isThere =
      target.quote === null ||
      text.slice(target.position?.start, target.position?.end) === target.quote.exact
    if (isThere && target.textSha256 === record.textSha256) continue
    at.verifying.report({
      ...aboutVersion(at, version),
      kind: 'edited-outside',
      file,
      headline: `A passage on “${titleOf(at)}” quotes other words than stand there`,
      sentence: `The annotation ${id} in “${file}” ${isThere ? 'names the hash of another text than' : 'quotes words that do not stand at its place in'} version ${version.number}, whose text is whole: the annotation was edited outside Pressmark.`,
      expected: record.textSha256,
      found: target.textSha256,
      rests: [annotation],
    })
  }
}

/** Null where the document has no shape that this program knows. */
function textOfDocument(bytes: Uint8Array): string | null {
  try {
    return textOf(parseDocument(JSON.parse(Buffer.from(bytes).toString('utf8'))))
  } catch (error) {
    if (error instanceof AppError || error instanceof SyntaxError) return null
    throw error
  }
}

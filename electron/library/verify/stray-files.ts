import { coderOfAnnotations, numberInFileName } from '../library-paths.ts'
import { dayOf, nameIn, titleOf, type ArticleAtHand } from './article-at-hand.ts'

/** Names that are no version's, and need no word: documents, their last state, what systems leave. */
function isExpected(name: string): boolean {
  return (
    name.startsWith('.') ||
    /^article\.json(?:\.prev)?$/u.test(name) ||
    coderOfAnnotations(name) !== null ||
    /^(?:desktop\.ini|thumbs\.db)$/iu.test(name)
  )
}

/** Tells the files in an article's folder that no version names. */
export function tellStrays(
  at: ArticleAtHand,
  names: readonly string[],
  seen: ReadonlySet<string>,
): void {
  const strays = names.filter((name) => !isExpected(name) && !seen.has(name))
  for (const name of strays) {
    // A version that the journals know, and article.json does not, is told as one.
    if (at.facts.hashesOf(at.article.id, name).size > 0) continue
    const file = nameIn(at, name)
    const isAside = /\.json\.damaged-\d+/u.test(name)
    const isOurs = numberInFileName(name) !== null || name.startsWith('media-')
    at.verifying.report({
      kind: 'unknown-file',
      file,
      articleId: at.article.id,
      headline: isAside ? 'A damaged document was put aside' : 'A file belongs to no version',
      sentence: isAside
        ? `“${file}” was damaged once and put aside whole. It is kept; remove it when it is of no more use.`
        : `“${file}” is named by no version of “${titleOf(at)}”: it is ${isOurs ? 'unfinished, or not synced yet' : 'not Pressmark’s'}. It is kept as it is.`,
    })
  }
}

/** Tells the versions that the journals know, and article.json does not name. */
export function tellUnnamed(at: ArticleAtHand): void {
  const named = new Set(at.article.versions.map(({ id }) => id))
  for (const { versionId, at: captured } of at.facts.versionsOf(at.article.id)) {
    if (named.has(versionId)) continue
    const file = nameIn(at, 'article.json')
    at.verifying.report({
      kind: 'missing',
      file,
      articleId: at.article.id,
      versionId,
      headline: `A version of “${titleOf(at)}” is gone`,
      sentence: `The journal says that a version of “${titleOf(at)}” was archived on ${dayOf(captured)}, and “${file}” does not name it: the newest article.json is not synced yet, or the version was taken out. Wait for the sync, or put article.json back from a backup.`,
      rests: at.standing.flatMap(({ annotation }) =>
        annotation.target.versionId === versionId ? annotation : [],
      ),
    })
  }
}

import type { PassageView } from '../../../shared/api/views.ts'
import type { Id } from '../../../shared/domain/ids.ts'

/** A line of Passages: the head of an article, or one of its passages. */
export type PassageRow =
  | { kind: 'article'; key: string; article: PassageView; passages: number }
  | { kind: 'passage'; key: string; passage: PassageView }

/** The rows of passages: article by article, in the order given. */
export function passageRows(passages: readonly PassageView[]): PassageRow[] {
  return [...Map.groupBy(passages, ({ articleId }) => articleId)].flatMap(([id, own]) => {
    const [first] = own
    if (first === undefined) return []
    const head = { kind: 'article' as const, key: `article:${id}`, article: first }
    return [
      { ...head, passages: own.length },
      ...own.map((passage) => ({
        kind: 'passage' as const,
        key: passageKey(passage.view.annotation.id),
        passage,
      })),
    ]
  })
}

/** The key of a passage's row. */
export function passageKey(annotationId: Id): string {
  return `passage:${annotationId}`
}

/** How many characters of context a row shows before and after its passage. */
const around = { before: 80, after: 110 }

/** A passage with as much around it as a row has room for, cut between words. */
export function excerptOf({ before, after }: Pick<PassageView, 'before' | 'after'>): {
  before: string
  after: string
} {
  return { before: lastWords(before), after: firstWords(after) }
}

function lastWords(text: string): string {
  if (text.length <= around.before) return text
  const cut = text.slice(-around.before)
  // Half a word at the edge says nothing; a script without spaces keeps what there is.
  const space = cut.search(/\s/u)
  return `…${(space === -1 ? cut : cut.slice(space + 1)).toWellFormed()}`
}

function firstWords(text: string): string {
  if (text.length <= around.after) return text
  const cut = text.slice(0, around.after)
  const end = /^.*(?=\s)/su.exec(cut)?.[0] ?? cut
  return `${(end === '' ? cut : end).toWellFormed()}…`
}

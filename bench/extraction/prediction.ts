import type { Extracted } from '../../electron/capture/extract/extract-page.ts'
import { bodyOf } from '../../shared/text/body-of.ts'
import { parseDocument } from '../../shared/text/document-json.ts'

/** What is said of one page, in the form that the scorers beside the data read. */
export type Prediction = {
  articleBody: string
  title: string | null
  authors: string[]
  /** The calendar day of publication, where it was published. */
  date: string | null
  ms: number
}

/** For a page that can't be taken apart: nothing, so that the others still count. */
export const nothing: Omit<Prediction, 'ms'> = {
  articleBody: '',
  title: null,
  authors: [],
  date: null,
}

/** An extraction in the words of the scorers; `withTitle` puts the title before the body. */
export function predictionOf(
  { document, metadata }: Extracted,
  withTitle: boolean,
): Omit<Prediction, 'ms'> {
  const { title, authors, published } = metadata
  const body = bodyOf(parseDocument(document))
  const lines = withTitle && title.value !== null ? [title.value, body] : [body]
  return {
    articleBody: lines.join('\n'),
    title: title.value,
    authors: authors.value ?? [],
    date: published.value?.day ?? null,
  }
}

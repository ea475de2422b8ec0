import type { CaptureRequest } from '../../../shared/api/contract.ts'
import { parseAddress } from '../../../shared/domain/article-key.ts'

/** A text that a person pastes, and what they know of it, as typed; `published` is a day or empty. */
export type TextDraft = {
  text: string
  outlet: string
  authors: string
  published: string
  url: string
}

/** A draft of which only the text is known. */
export function newDraft(text: string): TextDraft {
  return { text, outlet: '', authors: '', published: '', url: '' }
}

/**
 * The request that keeps a pasted text: fields left empty are absent, authors are parted by commas
 * or semicolons. Throws `not-an-address` or `unsupported-scheme` for an address that is none.
 */
export function textRequest(draft: TextDraft): CaptureRequest {
  const authors = draft.authors
    .split(/[;,]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const outlet = draft.outlet.trim()
  return {
    kind: 'text',
    text: draft.text,
    ...(outlet === '' ? {} : { outlet }),
    ...(authors.length === 0 ? {} : { authors }),
    ...(draft.published === '' ? {} : { published: draft.published }),
    ...(draft.url.trim() === '' ? {} : { url: parseAddress(draft.url).href }),
  }
}

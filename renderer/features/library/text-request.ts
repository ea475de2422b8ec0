import { CaptureRequest } from '../../../shared/api/contract.ts'
import { parseAddress } from '../../../shared/domain/article-key.ts'
import { AppError } from '../../../shared/errors.ts'
import { tooLong } from '../../ui/too-long.ts'

/** A text that a person pastes, and what they know of it, as typed; `published` is a day or empty. */
export type TextDraft = {
  text: string
  outlet: string
  authors: string
  published: string
  url: string
}

/** Why fields can't be taken as they are: a sentence each. */
export type Refusals = Partial<Record<keyof TextDraft, string>>

/** A draft of which only the text is known. */
export function newDraft(text: string): TextDraft {
  return { text, outlet: '', authors: '', published: '', url: '' }
}

/**
 * The request that keeps a pasted text, or the fields that stand against it. Fields left empty are
 * absent; authors are parted by commas or semicolons.
 */
export function textRequest(
  draft: TextDraft,
): { request: CaptureRequest; refusals: null } | { request: null; refusals: Refusals } {
  const authors = draft.authors
    .split(/[;,]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const outlet = draft.outlet.trim()
  const address = readAddress(draft.url)
  const parsed = CaptureRequest.safeParse({
    kind: 'text',
    text: draft.text,
    ...(outlet === '' ? {} : { outlet }),
    ...(authors.length === 0 ? {} : { authors }),
    ...(draft.published === '' ? {} : { published: draft.published }),
    ...address.field,
  })
  if (parsed.success && address.refusal === null) return { request: parsed.data, refusals: null }
  const own: Refusals = address.refusal === null ? {} : { url: address.refusal }
  const others = parsed.success ? {} : refusalsOf(parsed.error.issues, { outlet, authors, draft })
  return { request: null, refusals: { ...others, ...own } }
}

function readAddress(typed: string): { field: { url?: string }; refusal: string | null } {
  if (typed.trim() === '') return { field: {}, refusal: null }
  try {
    return { field: { url: parseAddress(typed).href }, refusal: null }
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    return { field: {}, refusal: cause.message }
  }
}

type Issue = { code?: string | undefined; path: PropertyKey[]; maximum?: number | bigint }

function refusalsOf(
  issues: readonly Issue[],
  { outlet, authors, draft }: { outlet: string; authors: readonly string[]; draft: TextDraft },
): Refusals {
  const refusals: Refusals = {}
  for (const { path, maximum } of issues) {
    const [field, place] = path
    const most = Number(maximum ?? 0)
    if (field === 'text') refusals.text = tooLong('A text', draft.text.length, most)
    if (field === 'outlet') refusals.outlet = tooLong('An outlet', outlet.length, most)
    if (field === 'url') refusals.url = tooLong('An address', draft.url.trim().length, most)
    if (field === 'published')
      refusals.published = 'This is no day that can be kept. Give the year in four digits.'
    if (field === 'authors')
      refusals.authors =
        typeof place === 'number'
          ? tooLong('The name of an author', authors[place]?.length ?? 0, most)
          : `A text has at most ${most} authors, and these are ${authors.length}. Name fewer; nothing was cut.`
  }
  return refusals
}

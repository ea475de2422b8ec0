import { AppError } from '../../shared/errors.ts'
import type { CaptureContext } from './context.ts'
import type { Extraction } from './extraction.ts'
import { pictureTypeOf, isSvg, parseContentType } from './fetch/media-type.ts'
import { headerOf } from './fetch/headers.ts'
import type { Limits } from './limits.ts'
import type { PageToCopy } from './page-copy/copy-page.ts'
import type { Need, Part } from './page-copy/page-tasks.ts'
import type { PageParts } from './page-parts.ts'
import { pictureAccept } from './pictures.ts'
import type { BroughtFiles } from './source.ts'

/** What keeping a page needs; of a file that was given, which has no `parts`, what it `brought`. */
export type KeepOptions = {
  extraction: Extraction
  parts: PageParts | null
  brought: BroughtFiles | null
  limits: Limits
  context: CaptureContext
}

/** The page in one file, null where it can't be made, and what a person should know of it. */
export type KeptPage = { html: Uint8Array | null; warnings: string[] }

const atOnce = 4
const accepts = {
  style: 'text/css,*/*;q=0.1',
  picture: pictureAccept,
  other: '*/*',
} as const

/**
 * Fetches what a page needs to look as it did, styles and what they name in turn, and puts it all in
 * one file. A part that can't be had is left out and never fails the capture; only cancelling does.
 */
export async function keepPage(page: PageToCopy, options: KeepOptions): Promise<KeptPage> {
  const { extraction, parts, limits, context } = options
  const { signal } = context
  try {
    const found =
      parts === null
        ? broughtParts(page, options.brought ?? new Map())
        : await gather(page, parts, options)
    const task = { ...page, parts: found, maxBytes: limits.copyBytes }
    const { html, left } = await extraction.copy(task, signal)
    const warnings =
      left.length === 0
        ? []
        : [
            `The copy of the page as it looked leaves out ${left.length} of its parts for their size. The snapshot has them.`,
          ]
    return { html: new TextEncoder().encode(html), warnings }
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error
    return {
      html: null,
      warnings: [
        'The page as it looked could not be put in one file: it is built in a way that Pressmark can’t take apart safely. Its bytes are kept.',
      ],
    }
  }
}

async function gather(
  page: PageToCopy,
  parts: PageParts,
  { extraction, context }: KeepOptions,
): Promise<Map<string, Part>> {
  const found = new Map<string, Part>()
  const queue: Need[] = await extraction.needsOfPage(page, context.signal)
  const known = new Set(queue.map(({ url }) => url))
  let done = 0
  const work = async (): Promise<void> => {
    for (let need = queue.shift(); need !== undefined; need = queue.shift()) {
      const part = await partOf(need, parts)
      if (part !== null) found.set(need.url, part)
      if (part !== null && need.kind === 'style') {
        for (const next of await extraction.needsOfStyle(part, context.signal)) {
          if (known.has(next.url)) continue
          known.add(next.url)
          queue.push(next)
        }
      }
      done += 1
      context.progress({ step: 'page', done, total: known.size })
    }
  }
  // Whoever finds the queue empty looks again: a style that is still on its way may name more.
  while (queue.length > 0) await Promise.all(Array.from({ length: atOnce }, work))
  return found
}

async function partOf({ kind, url }: Need, parts: PageParts): Promise<Part | null> {
  try {
    const fetched = await parts.fetch(url, accepts[kind])
    const type = parseContentType(headerOf(fetched.headers, 'content-type'))
    const mediaType = kind === 'style' ? 'text/css' : typeOf(fetched.body, type.mediaType)
    const { body, finalUrl } = fetched
    return { bytes: body, charset: type.charset, url: finalUrl.href, mediaType }
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error
    return null
  }
}

/** What came along with a page, by the addresses that the page has for it. */
function broughtParts({ url }: PageToCopy, brought: BroughtFiles): Map<string, Part> {
  const found = new Map<string, Part>()
  for (const [name, bytes] of brought) {
    if (bytes === null || !URL.canParse(name, url)) continue
    const at = new URL(name, url).href
    found.set(at, { bytes, charset: null, url: at, mediaType: typeOf(bytes, null) })
  }
  return found
}

/** What a browser is told a part is: pictures by their bytes, fonts and the like by their server. */
function typeOf(body: Uint8Array, declared: string | null): string {
  const picture = pictureTypeOf(body)
  if (picture !== null) return picture.mediaType
  if (isSvg(body)) return 'image/svg+xml'
  const isHarmless =
    declared !== null &&
    /^(?:image|font)\/[\w.+-]+$|^application\/[\w.+-]*font[\w.+-]*$/u.test(declared)
  return isHarmless ? declared : 'application/octet-stream'
}

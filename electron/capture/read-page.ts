import { articleKey, parseAddress } from '../../shared/domain/article-key.ts'
import { now } from '../../shared/domain/instant.ts'
import type { FetchedProvenance } from '../../shared/domain/provenance.ts'
import { AppError } from '../../shared/errors.ts'
import { decodeText } from './charset.ts'
import type { CaptureContext } from './context.ts'
import type { ExtractionTask } from './extraction.ts'
import { emptyPage } from './extract/refusals.ts'
import { fetchAddress, type Fetched } from './fetch/fetch-address.ts'
import { recorded } from './fetch/recorded.ts'
import { headerOf } from './fetch/headers.ts'
import { bodyKindOf, parseContentType } from './fetch/media-type.ts'
import { withoutSecrets } from '../evidence/secrets.ts'
import type { WireRecord } from '../evidence/wire-record.ts'
import { sha256Of } from '../system/hash.ts'
import { isLegible } from './legible.ts'
import { sizeInWords, type Limits } from './limits.ts'
import type { Source } from './source.ts'
import { softwareOf, userAgentOf } from './software.ts'

const accept = 'text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1'

/** Fetches the page at an address: what it is, its bytes as evidence, and what to extract from. */
export async function readPage(
  address: string,
  options: {
    version: string
    limits: Limits
    context: CaptureContext
    record: (record: WireRecord) => void
  },
): Promise<Source & { provenance: FetchedProvenance }> {
  const { limits, context } = options
  const requested = parseAddress(address)
  const startedAt = now()
  context.progress({ step: 'fetching', done: 0, total: null })
  const fetched = await fetchAddress(requested, {
    limits,
    maxBytes: limits.wireBytes,
    totalMs: limits.totalTimeoutMs,
    userAgent: userAgentOf(options.version),
    accept,
    signal: context.signal,
    isAllowedAddress: context.isAllowedAddress,
    record: options.record,
    onBytes: (done, total) => context.progress({ step: 'fetching', done, total }),
  })
  const page = pageIn(fetched, limits)
  const provenance: FetchedProvenance = {
    kind: 'fetched',
    requestedUrl: recorded(requested),
    finalUrl: recorded(fetched.finalUrl),
    redirects: fetched.redirects,
    startedAt,
    finishedAt: now(),
    status: fetched.status,
    headers: withoutSecrets(fetched.headers),
    remoteAddress: fetched.remoteAddress,
    tls: fetched.tls,
    localOffsetMinutes: -new Date(startedAt).getTimezoneOffset(),
    mediaType: page.mediaType,
    charset: page.charset,
    wireBytes: fetched.wire.length,
    wireSha256: sha256Of(fetched.wire),
    software: softwareOf(options.version),
  }
  return {
    key: articleKey(fetched.finalUrl),
    provenance,
    task: page.taskFor(recorded(fetched.finalUrl), startedAt),
    raw: null,
    brought: null,
    warnings: page.warnings,
  }
}

type Page = {
  mediaType: string
  charset: FetchedProvenance['charset']
  warnings: string[]
  taskFor: (url: string, at: string) => ExtractionTask
}

/** The page in a body, decoded; refuses what is empty, too large or no page at all. */
function pageIn({ body, headers, finalUrl, status }: Fetched, limits: Limits): Page {
  const isBlank = body.length === 0 || status === 204 || status === 205
  if (isBlank) throw emptyPage()
  const declared = parseContentType(headerOf(headers, 'content-type'))
  const kind = bodyKindOf(body, declared.mediaType)
  if (typeof kind === 'object') throw unsupported(finalUrl.host, kind.unsupported)
  if (body.length > limits.htmlBytes) {
    throw new AppError(
      'too-big',
      `The page from ${finalUrl.host} is larger than ${sizeInWords(limits.htmlBytes)}, which no article is. Nothing was captured.`,
    )
  }
  const isHtml = kind === 'html'
  const decoded = decodeText(body, { header: declared.charset, isHtml })
  if (!isLegible(decoded.text)) throw unsupported(finalUrl.host, 'binary data')
  const mediaType = isHtml ? htmlTypeOf(declared.mediaType) : 'text/plain'
  const warnings = decoded.warning === null ? [] : [decoded.warning]
  if (declared.mediaType !== null && declared.mediaType !== mediaType) {
    warnings.push(`The site calls this page “${declared.mediaType}”; it was read as ${mediaType}.`)
  }
  return {
    mediaType,
    charset: decoded.charset,
    warnings,
    taskFor: (url, at) =>
      isHtml
        ? { kind: 'page', html: decoded.text, url, now: at }
        : { kind: 'text', text: decoded.text, url, now: at },
  }
}

function htmlTypeOf(declared: string | null): string {
  return declared === 'application/xhtml+xml' ? declared : 'text/html'
}

function unsupported(host: string, what: string): AppError {
  return new AppError(
    'unsupported-type',
    `${host} sent ${what}, and Pressmark captures pages and plain text only. Nothing was captured.`,
  )
}

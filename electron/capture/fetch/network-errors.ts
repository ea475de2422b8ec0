import { AppError } from '../../../shared/errors.ts'

/** The moment of a fetch at which something went wrong. */
export type FetchPhase = 'connecting' | 'reading'

const dnsCodes = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'EAI_FAIL'])
const timeoutCodes = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
])
const cutCodes = new Set([
  'UND_ERR_SOCKET',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_ABORTED',
])
const tlsCode = /^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|EPROTO|HOSTNAME_)/u

/** What undici or the system threw, as a sentence; what is no network trouble stays what it was. */
export function networkError(thrown: unknown, url: URL, phase: FetchPhase): unknown {
  const known = appErrorIn(thrown)
  if (known !== null) return known
  const codes = codesOf(thrown)
  const has = (set: ReadonlySet<string>) => codes.some((code) => set.has(code))
  const host = url.host
  const failed = (code: 'no-such-host' | 'tls' | 'incomplete' | 'unreachable', sentence: string) =>
    new AppError(code, sentence, { cause: thrown })

  if (has(timeoutCodes)) return timedOut(host, phase, thrown)
  if (has(dnsCodes)) {
    return failed(
      'no-such-host',
      `No site named ${url.hostname} was found. Nothing was captured; check the address and your connection.`,
    )
  }
  if (codes.includes('ERR_SSL_WRONG_VERSION_NUMBER')) {
    return failed(
      'tls',
      `${host} does not speak https, so nothing was captured. If it is a site without encryption, write http:// before its address.`,
    )
  }
  if (codes.some((code) => tlsCode.test(code))) {
    return failed(
      'tls',
      `${host} could not prove who it is (${codes[0] ?? 'certificate'}), so nothing was captured. Save the page from your browser and add the file.`,
    )
  }
  if (phase === 'reading' && (has(cutCodes) || codes.some((code) => code.startsWith('HPE_')))) {
    return incomplete(host, thrown)
  }
  if (codes.some((code) => code.startsWith('HPE_'))) {
    return failed(
      'unreachable',
      `${host} does not answer like a web server. Nothing was captured; check the address and its port.`,
    )
  }
  if (codes.length > 0) {
    return failed(
      'unreachable',
      `${host} could not be reached (${codes[0] ?? 'no answer'}). Nothing was captured; try again later.`,
    )
  }
  return thrown
}

/** A fetch that took longer than its limits allow. */
export function timedOut(host: string, phase: FetchPhase, cause?: unknown): AppError {
  const happened =
    phase === 'connecting'
      ? `${host} took too long to answer. Nothing was captured`
      : `${host} answered, but took too long to send the whole page. Half a page is never kept`
  return new AppError(
    'timeout',
    `${happened}; try again, or save the page from your browser and add the file.`,
    { cause },
  )
}

/** A packed body that is not what its encoding says. */
export function damaged(host: string, encoding: string, cause?: unknown): AppError {
  return new AppError(
    'incomplete',
    `The page from ${host} came damaged and cannot be unpacked (${encoding}). Nothing was captured; try again, or save the page from your browser and add the file.`,
    { cause },
  )
}

/** A body that ended before it was whole. */
export function incomplete(host: string, cause?: unknown): AppError {
  return new AppError(
    'incomplete',
    `The connection to ${host} was cut before the page was complete. Half a page is never kept; try again.`,
    { cause },
  )
}

/** The researcher stopped it. */
export function cancelled(): AppError {
  return new AppError('cancelled', 'The capture was cancelled. Nothing was kept.')
}

function appErrorIn(thrown: unknown): AppError | null {
  let current = thrown
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    if (current instanceof AppError) return current
    current = current.cause
  }
  return null
}

/** The codes of an error, its causes and its parts (several addresses tried), outermost first. */
function codesOf(thrown: unknown): string[] {
  const codes: string[] = []
  const queue: unknown[] = [thrown]
  for (let seen = 0; seen < 20 && queue.length > 0; seen += 1) {
    const current = queue.shift()
    if (!(current instanceof Error)) continue
    if ('code' in current && typeof current.code === 'string') codes.push(current.code)
    else if (current.name === 'HTTPParserError') codes.push('HPE_INVALID')
    if (current instanceof AggregateError) queue.push(...(current.errors as unknown[]))
    queue.push(current.cause)
  }
  return codes
}

import type { CaptureOutcome, CaptureRequest } from '../../../shared/api/contract.ts'
import { toFailure } from '../../../shared/api/result.ts'
import type { Handlers } from '../../../shared/api/serve.ts'
import { parseAddress } from '../../../shared/domain/article-key.ts'
import { AppError } from '../../../shared/errors.ts'
import type { CaptureContext, Captured } from '../../capture/capture.ts'
import type { AppContext } from '../app-context.ts'
import { articleTitle } from './article-row.ts'

/**
 * A capture from end to end: fetch or read, extract, write, announce.
 *
 * A failure of an address leaves a line in the journal and a row until it is dismissed; one that
 * never was an address leaves nothing. Being stopped is not a failure.
 */
export function addCapture(app: AppContext): Handlers['captures.add'] {
  return async (request, { signal, progress }) => {
    const address = request.kind === 'address' ? withoutCredentials(request.url) : null
    const context: CaptureContext = {
      signal,
      progress,
      isAllowedAddress: allowedBy(app, request, address),
    }
    let outcome: CaptureOutcome
    try {
      if (app.library.readOnly !== null) throw new AppError('read-only', app.library.readOnly)
      const captured = await capture(app, request, address, context)
      signal.throwIfAborted()
      progress({ step: 'saving', done: 0, total: null })
      outcome = await save(app, captured)
    } catch (error) {
      const isStopped = signal.aborted || (error instanceof AppError && error.code === 'cancelled')
      if (address === null || isStopped || !(error instanceof AppError)) throw error
      throw await remembered(app, address.href, error)
    }
    // From here on the article is in the library, whatever else happens.
    const warnings = address === null ? [] : await forgetAttempt(app, address.href)
    await app.machine.tick('captured')
    app.announce('library.changed', { articleIds: [outcome.articleId] })
    return { ...outcome, warnings: [...outcome.warnings, ...warnings] }
  }
}

/** The address as it may be kept: a name and password in it are never sent, nor written anywhere. */
function withoutCredentials(input: string): URL {
  const url = parseAddress(input)
  url.username = ''
  url.password = ''
  return url
}

/**
 * Which hosts and ports of one's own network this capture may reach: those allowed on this machine,
 * and with `allowPrivate` the one that was asked for. A redirect to any other stays refused.
 */
function allowedBy(
  app: AppContext,
  request: CaptureRequest,
  address: URL | null,
): CaptureContext['isAllowedAddress'] {
  const allowed = [...app.machine.settings().allowedAddresses]
  if (request.kind === 'address' && request.allowPrivate === true && address !== null) {
    const standardPort = address.protocol === 'https:' ? 443 : 80
    const port = address.port === '' ? standardPort : Number(address.port)
    allowed.push({ host: address.hostname.replace(/^\[|\]$/gu, ''), port })
  }
  return (host, port) => allowed.some((entry) => entry.host === host && entry.port === port)
}

function capture(
  app: AppContext,
  request: CaptureRequest,
  address: URL | null,
  context: CaptureContext,
): Promise<Captured> {
  if (request.kind === 'address') return app.capture.address(address?.href ?? request.url, context)
  if (request.kind === 'file') return app.capture.file(request, context)
  return app.capture.text(request, context)
}

async function save(app: AppContext, captured: Captured): Promise<CaptureOutcome> {
  const committed = await app.library.articles.commit({
    key: captured.key,
    metadata: captured.metadata,
    provenance: captured.provenance,
    document: captured.document,
    leftOut: captured.leftOut,
    media: captured.media,
    raw: captured.raw,
  })
  return {
    outcome: committed.outcome,
    articleId: committed.article.id,
    version: committed.number,
    title: articleTitle(committed.article),
    sha256: committed.version.textSha256,
    warnings: [...captured.warnings, ...committed.warnings],
  }
}

/** Takes a former failure of the address off the list; a failure of that is a warning. */
async function forgetAttempt(app: AppContext, address: string): Promise<string[]> {
  try {
    await (await app.attempts())?.resolve(address)
    app.announce('attempts.changed', {})
    return []
  } catch (error) {
    if (error instanceof AppError) return [error.message]
    throw error
  }
}

/** The failure, kept as a row and in the journal; what could not be kept is added to its sentence. */
async function remembered(app: AppContext, address: string, error: AppError): Promise<AppError> {
  if (app.library.readOnly !== null) return error
  try {
    await app.library.ensureRecord()
    const attempts = await app.attempts()
    const attempt = await attempts?.add(
      address,
      toFailure(error, () => undefined),
    )
    const warnings = await app.library.journal.append({
      what: 'attempt',
      ids: attempt === undefined ? {} : { attempt: attempt.id },
      detail: { address, code: error.code, message: error.message },
      files: {},
    })
    app.announce('attempts.changed', {})
    return withNotes(error, warnings)
  } catch (problem) {
    if (problem instanceof AppError) return withNotes(error, [problem.message])
    throw problem
  }
}

function withNotes(error: AppError, notes: readonly string[]): AppError {
  if (notes.length === 0) return error
  const message = `${error.message} This attempt could not be kept whole: ${notes.join(' ')}`
  return new AppError(error.code, message, { cause: error, facts: error.facts })
}

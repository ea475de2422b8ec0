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
    const allowed = app.machine.settings().allowedAddresses
    const mayBePrivate = request.kind === 'address' && request.allowPrivate === true
    const context: CaptureContext = {
      signal,
      progress,
      isAllowedAddress: (host, port) =>
        mayBePrivate || allowed.some((entry) => entry.host === host && entry.port === port),
    }
    const address = request.kind === 'address' ? parseAddress(request.url).href : null
    try {
      if (app.library.readOnly !== null) throw new AppError('read-only', app.library.readOnly)
      const captured = await capture(app, request, address, context)
      signal.throwIfAborted()
      progress({ step: 'saving', done: 0, total: null })
      const outcome = await save(app, captured)
      if (address !== null) await forgetAttempt(app, address)
      await app.machine.tick('captured')
      app.announce('library.changed', { articleIds: [outcome.articleId] })
      return outcome
    } catch (error) {
      const isStopped = signal.aborted || (error instanceof AppError && error.code === 'cancelled')
      if (address !== null && !isStopped && error instanceof AppError) {
        await rememberAttempt(app, address, error)
      }
      throw error
    }
  }
}

function capture(
  app: AppContext,
  request: CaptureRequest,
  address: string | null,
  context: CaptureContext,
): Promise<Captured> {
  if (request.kind === 'address') return app.capture.address(address ?? request.url, context)
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

async function forgetAttempt(app: AppContext, address: string): Promise<void> {
  await (await app.attempts())?.resolve(address)
  app.announce('attempts.changed', {})
}

async function rememberAttempt(app: AppContext, address: string, error: AppError): Promise<void> {
  if (app.library.readOnly !== null) return
  await app.library.ensureRecord()
  const attempts = await app.attempts()
  const failure = toFailure(error, () => undefined)
  const attempt = await attempts?.add(address, failure)
  await app.library.journal.append({
    what: 'attempt',
    ids: attempt === undefined ? {} : { attempt: attempt.id },
    detail: { address, code: error.code, message: error.message },
    files: {},
  })
  app.announce('attempts.changed', {})
}

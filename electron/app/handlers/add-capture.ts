import type { CaptureOutcome, CaptureRequest } from '../../../shared/api/contract.ts'
import type { Handlers } from '../../../shared/api/serve.ts'
import { parseAddress } from '../../../shared/domain/article-key.ts'
import { AppError } from '../../../shared/errors.ts'
import type { CaptureContext, Captured } from '../../capture/capture.ts'
import type { AppContext } from '../app-context.ts'
import { allowedBy } from './allowed-addresses.ts'
import { articleTitle } from './article-row.ts'
import { attemptWith, beginAttempt } from './begin-attempt.ts'
import type { HostTurns } from '../host-turns.ts'
import { createTurns } from '../turns.ts'
import { askedToWaitMs } from './retry-after.ts'

/** More captures at once would only make each slower. */
const atOnce = 4

/** The signal of notes: they are made, whoever stops the capture meanwhile. */
const never = new AbortController().signal

/**
 * A capture from end to end: fetch or read, extract, write, announce.
 *
 * An address is noted before anything is fetched, so that it outlives the program. Its failure leaves a
 * line in the journal and a row until it is dismissed; one that never was an address leaves nothing.
 * A pasted list keeps its order: turns are taken as the calls come, and notes are made in that order.
 * Of one site never more than two pages are asked for at once (`host-turns.ts`).
 * Being stopped by a person is not a failure; being stopped by the end of the program is one.
 */
export function addCapture(app: AppContext): Handlers['captures.add'] {
  const [turns, notes] = [createTurns(atOnce), createTurns(1)]
  return async (request, { signal, progress }) => {
    const address = request.kind === 'address' ? withoutCredentials(request.url) : null
    const noted = notes(never, async () =>
      address === null
        ? attemptWith(app, addressGivenFor(request))
        : beginAttempt(app, address.href),
    )
    app.notes.add(noted)
    // A failure is told below, when its turn has come.
    void Promise.allSettled([noted]).then(() => app.notes.delete(noted))
    let outcome: CaptureOutcome
    try {
      if (app.library.readOnly !== null) throw new AppError('read-only', app.library.readOnly)
      const work = async (): Promise<CaptureOutcome> => {
        await noted
        const isAllowedAddress = allowedBy(
          app,
          request.kind === 'address' && request.allowPrivate === true ? address : null,
        )
        const context = { signal, progress, isAllowedAddress }
        const captured = await capture(app, request, address, context)
        signal.throwIfAborted()
        progress({ step: 'saving', done: 0, total: null })
        return save(app, captured)
      }
      const inTurn = (): Promise<CaptureOutcome> => turns(signal, work)
      outcome =
        address === null
          ? await inTurn()
          : await politely(app.hosts, { host: address.host, signal, progress, work: inTurn })
    } catch (error) {
      throw await (await noted).failed(error, signal)
    }
    // From here on the article is in the library, whatever else happens.
    const warnings = await (await noted).captured()
    await app.machine.tick('captured')
    app.announce('library.changed', { articleIds: [outcome.articleId] })
    return { ...outcome, warnings: [...outcome.warnings, ...warnings] }
  }
}

/** A page in its site's turn; where the site asks to wait a little, once more after that. */
async function politely<T>(
  hosts: HostTurns,
  how: Pick<CaptureContext, 'signal' | 'progress'> & { host: string; work: () => Promise<T> },
): Promise<T> {
  const { host, signal, work } = how
  try {
    return await hosts.run(signal, host, work)
  } catch (error) {
    const waitMs = askedToWaitMs(error, Date.now())
    if (waitMs === null || signal.aborted) throw error
    hosts.pause(host, waitMs)
    how.progress({ step: 'waiting', done: 0, total: Math.ceil(waitMs / 1_000) })
    return hosts.run(signal, host, work)
  }
}

/** The address as it may be kept: a name and password in it are never sent, nor written anywhere. */
function withoutCredentials(input: string): URL {
  const url = parseAddress(input)
  url.username = ''
  url.password = ''
  return url
}

/** The address that a file or a text is given for, as an attempt at it is noted. */
function addressGivenFor(request: CaptureRequest): string | null {
  if (request.kind === 'address' || request.url === undefined) return null
  return withoutCredentials(request.url).href
}

function capture(
  app: AppContext,
  request: CaptureRequest,
  address: URL | null,
  context: CaptureContext,
): Promise<Captured> {
  if (request.kind === 'address') {
    return app.capture.address(address?.href ?? request.url, context, request)
  }
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
    page: captured.page,
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

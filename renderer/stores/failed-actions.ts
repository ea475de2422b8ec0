import type { CaptureRequest } from '../../shared/api/contract.ts'
import type { Id } from '../../shared/domain/ids.ts'
import type { Capture, Captures } from './captures.ts'
import type { FailedCapture, FailedOrigin } from './failed-captures.ts'
import { addressOf, savedForFailed, type SavedFor } from './saved-for.ts'
import type { LibraryStore } from './library-store.ts'

/** What can be done about a failed capture: a button each. */
export type RowAction = { name: string; run: () => void }

/** What acting on a row needs; `intake` captures, and says how that began and ended. */
export type RowTools = {
  intake: {
    capture(request: CaptureRequest, replaces?: Id): Promise<Capture>
    /** Asks for the file of a page that a browser saved. */
    chooseSaved(savedFor: SavedFor): void
  }
  captures: Captures
  library: LibraryStore
}

/**
 * The actions of a failed capture, the likeliest first: of a page that is walled, adding what a browser
 * saved of it. One that was refused for its address is not offered to be tried again as it is: allowing
 * that address is what helps.
 */
export function failedActions(
  failed: FailedCapture,
  { intake, captures, library }: RowTools,
): RowAction[] {
  const { failure, origin } = failed
  const request = requestOf(origin, captures)
  const retry = (): void => {
    if (request === null) return
    if (origin.from === 'attempt') void intake.capture(request, origin.attempt.id)
    else {
      captures.dismiss(origin.capture.number)
      void intake.capture(request, origin.capture.replaces ?? undefined)
    }
  }
  const dismiss = (): void => {
    const attemptId = origin.from === 'attempt' ? origin.attempt.id : origin.capture.replaces
    if (origin.from === 'capture') captures.dismiss(origin.capture.number)
    if (attemptId !== null) void library.dismiss(attemptId)
  }
  const place = failure.code === 'blocked-address' ? placeOf(failure.facts) : null
  const allow = async (host: string, port: number): Promise<void> => {
    if (await library.allow(host, port)) retry()
  }
  const remedy =
    place === null
      ? { name: 'Retry', run: retry }
      : { name: `Allow ${place.name}`, run: () => void allow(place.host, place.port) }
  const remedies = request === null ? [] : [remedy]
  const savedFor = savedForFailed(failed)
  if (savedFor !== null) {
    const saved = { name: 'Add the saved page…', run: () => intake.chooseSaved(savedFor) }
    if (isWalled(failure)) remedies.unshift(saved)
    else remedies.push(saved)
  }
  return [...remedies, { name: 'Dismiss', run: dismiss }]
}

/** Whether a browser may show what Pressmark was not shown: to who pays, logs in, agrees, runs scripts. */
function isWalled({ code, facts }: FailedCapture['failure']): boolean {
  if (code === 'script-only-page' || code === 'empty-page') return true
  return code === 'http-status' && [401, 402, 403].includes(Number(facts?.['status']))
}

/** What to capture again; null for an attempt whose file or text this window no longer holds. */
function requestOf(origin: FailedOrigin, captures: Captures): CaptureRequest | null {
  if (origin.from === 'capture') return again(origin.capture.request)
  const { id, input } = origin.attempt
  const own = captures.state
    .get()
    .find(({ state }) => state.phase === 'logged' && state.attemptId === id)
  if (own !== undefined && own.request !== null) return again(own.request)
  const url = addressOf(input)
  return url === null ? null : { kind: 'address', url }
}

/** A file that was added to an address and could not be read would fail again: the address is what is tried. */
function again(request: CaptureRequest | null): CaptureRequest | null {
  const isForAddress = request?.kind === 'file' && request.url !== undefined
  return isForAddress ? { kind: 'address', url: request.url ?? '' } : request
}

/** The place to allow; null when a page chose it by a redirect: a page may not name what is let in. */
function placeOf(
  facts: Readonly<Record<string, unknown>> | undefined,
): { host: string; port: number; name: string } | null {
  const host = facts?.['host']
  const port = facts?.['port']
  if (typeof host !== 'string' || typeof port !== 'number' || facts?.['hop'] !== 0) return null
  return { host, port, name: host.includes(':') ? `[${host}]:${port}` : `${host}:${port}` }
}

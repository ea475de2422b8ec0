import { parseAddress } from '../../shared/domain/article-key.ts'
import type { CaptureRequest } from '../../shared/api/contract.ts'
import type { Id } from '../../shared/domain/ids.ts'
import { AppError } from '../../shared/errors.ts'
import type { Capture, Captures } from './captures.ts'
import type { FailedCapture, FailedOrigin } from './failed-captures.ts'
import { isReadableName } from '../../shared/domain/readable-files.ts'
import type { LibraryStore } from './library-store.ts'

/** What can be done about a failed capture: a button each. */
export type RowAction = { name: string; run: () => void }

/** What acting on a row needs; `intake` captures, and says how that began and ended. */
export type RowTools = {
  intake: { capture(request: CaptureRequest, replaces?: Id): Promise<Capture> }
  captures: Captures
  library: LibraryStore
}

/**
 * The actions of a failed capture, the likeliest first. One that was refused for its address is not
 * offered to be tried again as it is: allowing that address is what helps.
 */
export function failedActions(
  { failure, origin }: Pick<FailedCapture, 'failure' | 'origin'>,
  { intake, captures, library }: RowTools,
): RowAction[] {
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
  return [...(request === null ? [] : [remedy]), { name: 'Dismiss', run: dismiss }]
}

/** What to capture again; null for an attempt whose file or text this window no longer holds. */
function requestOf(origin: FailedOrigin, captures: Captures): CaptureRequest | null {
  if (origin.from === 'capture') return origin.capture.request
  const { id, input } = origin.attempt
  const own = captures.state
    .get()
    .find(({ state }) => state.phase === 'logged' && state.attemptId === id)
  return own?.request ?? addressOf(input)
}

function addressOf(input: string): CaptureRequest | null {
  // `notes.txt` reads like a host.
  if (!/^https?:/iu.test(input) && isReadableName(input)) return null
  try {
    return { kind: 'address', url: parseAddress(input).href }
  } catch (cause) {
    if (cause instanceof AppError) return null
    throw cause
  }
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

import { parseAddress } from '../../shared/domain/article-key.ts'
import type { Id } from '../../shared/domain/ids.ts'
import { isReadableName } from '../../shared/domain/readable-files.ts'
import { AppError } from '../../shared/errors.ts'
import type { FailedCapture } from './failed-captures.ts'

/**
 * What a saved page is added to: the address that it is kept under, and the failure that it settles,
 * as the application's attempt or as a capture of this window.
 */
export type SavedFor = { url: string; replaces: Id | null; dismisses: number | null }

/** What a saved page would be added to by a failed row; null where that is no address. */
export function savedForFailed({ label, origin }: FailedCapture): SavedFor | null {
  const url = addressOf(label)
  if (url === null) return null
  return origin.from === 'attempt'
    ? { url, replaces: origin.attempt.id, dismisses: null }
    : { url, replaces: origin.capture.replaces, dismisses: origin.capture.number }
}

/** The address that a row is called by; null where it is a file, or the first line of a text. */
export function addressOf(label: string): string | null {
  // `notes.txt` reads like a host.
  if (!/^https?:/iu.test(label) && isReadableName(label)) return null
  try {
    return parseAddress(label).href
  } catch (cause) {
    if (cause instanceof AppError) return null
    throw cause
  }
}

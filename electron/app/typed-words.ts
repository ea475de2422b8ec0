import { parse } from 'tldts'
import { parseAddress } from '../../shared/domain/article-key.ts'
import { parseTagPath } from '../../shared/domain/tag.ts'
import { AppError } from '../../shared/errors.ts'

/** Refuses, with the sentence that a capture would give, words that are no web address. */
export function checkAddress(words: string): void {
  parseAddress(words)
}

/** Refuses, with the sentence that an annotation would give, words that are no path of a tag. */
export function checkTagPath(words: string): void {
  parseTagPath(words)
}

/**
 * Whether words without a scheme name a place on the web: a host of a public suffix, a number, a port.
 * `notes.html` has the form of a host too, but there is no such suffix.
 */
export function mayBeAddress(words: string): boolean {
  try {
    const { hostname, port } = parseAddress(words)
    const { isIcann, isIp } = parse(hostname)
    return isIcann === true || isIp === true || port !== '' || hostname === 'localhost'
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

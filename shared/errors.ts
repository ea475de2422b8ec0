/**
 * Every code that an expected failure can carry, in one list.
 *
 * The codes are for programs (the command line's JSON, the interface's actions); the sentence in
 * the message is for people.
 */
export const errorCodes = [
  // any operation
  'invalid-input',
  'not-found',
  'ambiguous',
  'cancelled',
  'connection-lost',
  'internal',
  // capture: the address
  'not-an-address',
  'unsupported-scheme',
  'blocked-address',
  // capture: the network
  'no-such-host',
  'unreachable',
  'tls',
  'timeout',
  'incomplete',
  'interrupted',
  'too-many-redirects',
  'http-status',
  // capture: what came back
  'too-big',
  'unsupported-type',
  'empty-page',
  'script-only-page',
  'too-complex',
  'unreadable-file',
  // the library
  'library-in-use',
  'library-foreign',
  'library-newer',
  'document-newer',
  'document-damaged',
  'document-busy',
  'changed-meanwhile',
  'disk-full',
  'read-only',
  'no-access',
  'disk-error',
  'journal-failed',
  // passages and export
  'quote-not-found',
  'quote-ambiguous',
  'already-exists',
  'nothing-to-export',
  // what one shell has and another hasn't
  'needs-desktop',
] as const

/** One of {@link errorCodes}. */
export type ErrorCode = (typeof errorCodes)[number]

/** Small facts that a screen needs to offer an action (a host and port to allow, a count, a path). */
export type ErrorFacts = Readonly<Record<string, string | number | boolean | readonly string[]>>

/**
 * A failure that was expected and that a researcher can act on.
 *
 * The message is a sentence: what happened, what is kept, what to do. Anything thrown that is not
 * an AppError is a bug and crosses a border as `internal`.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly facts: ErrorFacts

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; facts?: ErrorFacts } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.facts = options.facts ?? {}
  }
}

/** The sentence for a bug: nothing about its inside leaves the process. */
export const internalMessage =
  'Something went wrong inside Pressmark. Your library is as it was; the log holds the details.'

/** Ends a `switch` on a tag: a new case that nobody handled is a compile error. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`)
}

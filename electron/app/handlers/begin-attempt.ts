import { toFailure, type Failure } from '../../../shared/api/result.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { AppError } from '../../../shared/errors.ts'
import type { AppContext } from '../app-context.ts'
import { interrupted } from '../attempts.ts'
import { journalAttempt, journalLeftBehind } from './journal-attempt.ts'

/** What becomes of an attempt at an address: each is called once, when it is over. */
export type BegunAttempt = {
  /** It gave a version. The warnings say what could not be noted of that. */
  captured(): Promise<string[]>
  /** It gave none; the error to be told, with what could not be noted of it. */
  failed(error: unknown, signal: AbortSignal): Promise<unknown>
}

/** Of a file or a text nothing is noted: they are where they came from. */
const nothingNoted: BegunAttempt = {
  captured: () => Promise.resolve([]),
  failed: (error) => Promise.resolve(error),
}

/**
 * A file or a text that is given for an address: once it is kept, a failure of that address is over, as
 * where a browser saved the page that refused Pressmark.
 */
export function attemptWith(app: AppContext, givenFor: string | null): BegunAttempt {
  if (givenFor === null) return nothingNoted
  return { ...nothingNoted, captured: () => forgetAttempt(app, givenFor, null) }
}

/** Notes that an address is being captured. In a library that cannot be written nothing is noted. */
export async function beginAttempt(app: AppContext, address: string): Promise<BegunAttempt> {
  if (app.library.readOnly !== null) return nothingNoted
  const begun = await noteBeginning(app, address)
  return {
    captured: () => forgetAttempt(app, address, begun),
    async failed(error, signal) {
      const isLeft = signal.aborted && isEndOfProgram(signal.reason)
      if (isLeft) return remembered(app, { address, begun, failure: interrupted }, error)
      const isStopped = signal.aborted || (error instanceof AppError && error.code === 'cancelled')
      if (isStopped || !(error instanceof AppError)) {
        if (begun !== null) await besideTheAct(async () => (await app.attempts())?.end(begun))
        return error
      }
      const failure = toFailure(error, () => undefined)
      return remembered(app, { address, begun, failure }, error)
    },
  }
}

/** The note's id; null where it could not be made, which the capture itself will tell. */
async function noteBeginning(app: AppContext, address: string): Promise<Id | null> {
  let begun: Id | null = null
  await besideTheAct(async () => {
    await app.library.ensureRecord()
    await journalLeftBehind(app)
    begun = (await (await app.attempts())?.begin(address)) ?? null
  })
  return begun
}

/** Takes a former failure of the address off the list; a failure of that is a warning. */
async function forgetAttempt(
  app: AppContext,
  address: string,
  begun: Id | null,
): Promise<string[]> {
  const warnings = await besideTheAct(async () => (await app.attempts())?.resolve(address, begun))
  app.announce('attempts.changed', {})
  return warnings
}

/** The failure, kept as a row and in the journal; what could not be kept is added to its sentence. */
async function remembered(
  app: AppContext,
  { address, begun, failure }: { address: string; begun: Id | null; failure: Failure },
  error: unknown,
): Promise<unknown> {
  let warnings: string[] = []
  const problems = await besideTheAct(async () => {
    await app.library.ensureRecord()
    const attempt = await (await app.attempts())?.add(address, failure, begun)
    if (attempt !== undefined) warnings = await journalAttempt(app, attempt)
    app.announce('attempts.changed', {})
  })
  return withNotes(error, [...warnings, ...problems])
}

function withNotes(error: unknown, notes: readonly string[]): unknown {
  if (notes.length === 0 || !(error instanceof AppError)) return error
  const message = `${error.message} This attempt could not be kept whole: ${notes.join(' ')}`
  return new AppError(error.code, message, { cause: error, facts: error.facts })
}

/** Does what is beside the act itself: its expected failure is a sentence, and stops nothing. */
async function besideTheAct(beside: () => Promise<unknown>): Promise<string[]> {
  try {
    await beside()
    return []
  } catch (error) {
    if (error instanceof AppError) return [error.message]
    throw error
  }
}

function isEndOfProgram(reason: unknown): boolean {
  return reason instanceof AppError && reason.code === 'interrupted'
}

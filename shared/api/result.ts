import { z } from 'zod'
import { AppError, errorCodes, internalMessage } from '../errors.ts'

const facts = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
)

/** The shape in which a failure crosses a border. */
export const Failure = z.strictObject({
  code: z.enum(errorCodes),
  message: z.string(),
  facts: facts.optional(),
})
export type Failure = z.infer<typeof Failure>

/** What every call answers: the output, or a failure told in a sentence. Never an exception. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: Failure }

/**
 * Turns whatever was thrown into a {@link Failure}.
 *
 * An AppError keeps its code and sentence; anything else is a bug, handed whole to `report` and
 * told as `internal`.
 */
export function toFailure(thrown: unknown, report: (bug: unknown) => void): Failure {
  if (thrown instanceof AppError) {
    const failure = { code: thrown.code, message: thrown.message }
    if (Object.keys(thrown.facts).length === 0) return failure
    const parsed = facts.safeParse(thrown.facts)
    if (parsed.success) return { ...failure, facts: parsed.data }
    // The failure is told all the same: without its facts it is worth less, but it is the truth.
    report(new Error(`“${thrown.code}” was thrown with facts that cannot cross`, { cause: thrown }))
    return failure
  }
  report(thrown)
  return { code: 'internal', message: internalMessage }
}

/** Turns a {@link Failure} back into the error that it was on the other side. */
export function toAppError(failure: Failure): AppError {
  return new AppError(failure.code, failure.message, { facts: failure.facts ?? {} })
}

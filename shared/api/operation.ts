import type { z } from 'zod'

/** An operation that answers once. Once begun it ends whole, even when its caller is gone. */
export type Operation<Input extends z.ZodType, Output extends z.ZodType> = {
  kind: 'op'
  input: Input
  output: Output
}

/**
 * An operation that tells its progress and can be cancelled at any step: up to the moment it commits it
 * stops and leaves nothing, after that it ends whole. A caller that is gone has not cancelled: the job
 * goes on to its end, and only the end of the program stops it.
 */
export type Job<Input extends z.ZodType, Progress extends z.ZodType, Output extends z.ZodType> = {
  kind: 'job'
  input: Input
  progress: Progress
  output: Output
}

/** Declares an operation: one object in, one value out. */
export function op<Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): Operation<Input, Output> {
  return { kind: 'op', input, output }
}

/** Declares a job. */
export function job<Input extends z.ZodType, Progress extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  progress: Progress,
  output: Output,
): Job<Input, Progress, Output> {
  return { kind: 'job', input, progress, output }
}

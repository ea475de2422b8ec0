import { toFailure, type Failure } from '../../shared/api/result.ts'

/** Whatever was thrown, as a failure to show; what nobody expected goes whole to the console. */
export function failureOf(thrown: unknown): Failure {
  return toFailure(thrown, (bug) => console.error(bug))
}

/** The sentence to show for whatever was thrown. */
export function sentenceOf(thrown: unknown): string {
  return failureOf(thrown).message
}

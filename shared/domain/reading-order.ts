import type { Annotation } from './annotation.ts'

/**
 * The order in which a reader meets annotations, for `sort`: what is said of the whole article first,
 * then by where the passage starts, the longer first; equal ranges in the order they were made.
 */
export function inReadingOrder(a: Annotation, b: Annotation): number {
  return startOf(a) - startOf(b) || endOf(b) - endOf(a) || (a.id < b.id ? -1 : 1)
}

function startOf({ target }: Annotation): number {
  return target.position?.start ?? -1
}

function endOf({ target }: Annotation): number {
  return target.position?.end ?? -1
}

import type { ExportPassage } from './export-data.ts'

/**
 * Passages as a reader meets them: what is said of the whole article first, then by where the
 * passage starts, the shorter first; equal ranges by the time they were made.
 */
export function inReadingOrder(passages: readonly ExportPassage[]): ExportPassage[] {
  return passages.toSorted((a, b) => {
    const [one, other] = [a.annotation, b.annotation]
    return (
      startOf(a) - startOf(b) ||
      endOf(a) - endOf(b) ||
      compare(one.createdAt, other.createdAt) ||
      compare(one.id, other.id)
    )
  })
}

function startOf({ annotation }: ExportPassage): number {
  return annotation.target.position?.start ?? -1
}

function endOf({ annotation }: ExportPassage): number {
  return annotation.target.position?.end ?? -1
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

import { absent, type Sourced } from '../../../shared/domain/metadata.ts'

/** One reading of a value and the place it was read from, in the order of trust. */
export type Reading<T> = { value: T | null; source: string }

/** The first reading that gives something; the others that differ stay as alternatives. */
export function firstOf<T>(readings: readonly Reading<T>[]): Sourced<T> {
  const given = readings.filter((reading): reading is { value: T; source: string } => {
    return reading.value !== null
  })
  const [first, ...others] = given
  if (first === undefined) return absent()
  const seen = new Set([JSON.stringify(first.value)])
  const alternatives = others.filter(({ value }) => {
    const key = JSON.stringify(value)
    return seen.has(key) ? false : seen.add(key).size > 0
  })
  return { value: first.value, source: first.source, alternatives: alternatives.slice(0, 20) }
}

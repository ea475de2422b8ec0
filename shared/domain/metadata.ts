import { z } from 'zod'

/**
 * A value with the place it was read from (`ld+json`, `meta:og`, `h1`, `researcher`, …) and the
 * other readings that the page offered. `value` null: the page does not say, and nobody guesses.
 */
function sourced<T extends z.ZodType>(value: T) {
  return z.strictObject({
    value: value.nullable(),
    source: z.string(),
    alternatives: z.array(z.strictObject({ value, source: z.string() })),
  })
}

/**
 * A date as published.
 *
 * `raw` is the page's own string. `day` is the calendar day where it was published (never shifted
 * to UTC first); `instant` is set only where the page gave a time with an offset.
 */
export const PublishedDate = z.strictObject({
  raw: z.string(),
  day: z.iso.date(),
  instant: z.iso.datetime({ offset: true }).nullable(),
})
export type PublishedDate = z.infer<typeof PublishedDate>

/** Whether an article must be paid for to be read whole; `unknown` where the page does not say. */
export const paywallStates = ['yes', 'no', 'unknown'] as const

/** One of {@link paywallStates}. */
export type PaywallState = (typeof paywallStates)[number]

/**
 * What an article says of itself, each value with its source. Records written before there were
 * `section` and `paywall` lack them: nobody looked.
 */
export const Metadata = z.strictObject({
  title: sourced(z.string()),
  authors: sourced(z.array(z.string())),
  outlet: sourced(z.string()),
  published: sourced(PublishedDate),
  modified: sourced(PublishedDate),
  language: sourced(z.string()),
  canonical: sourced(z.string()),
  leadImage: sourced(z.string()),
  section: sourced(z.string()).optional(),
  paywall: sourced(z.enum(paywallStates)).optional(),
})
export type Metadata = z.infer<typeof Metadata>

/** One entry of {@link Metadata}. */
export type Sourced<T> = {
  value: T | null
  source: string
  alternatives: { value: T; source: string }[]
}

/** A value that the page does not give. */
export function absent<T>(): Sourced<T> {
  return { value: null, source: 'none', alternatives: [] }
}

/** A value with one known source. */
export function from<T>(value: T, source: string): Sourced<T> {
  return { value, source, alternatives: [] }
}

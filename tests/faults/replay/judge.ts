import type { View } from '../view-of.ts'
import { canonical, runningPart } from '../view-of.ts'

/** What `perform-acts.ts` said after an act: everything that could be found by then. */
export type Said = { act: string; view: View }

/** What is wrong with a state: acknowledged work is gone, or something half-made is shown. */
export type Fault = { kind: 'lost' | 'half-made'; what: string }

/**
 * Holds a view of a crash state against what was said: each document must be as it was after the last
 * act that was acknowledged, or as it was after the one that was under way; nothing may be reported.
 */
export function judge(view: View, last: Said, next: Said | null): Fault[] {
  const faults: Fault[] = view.problems.map((what) => ({ kind: 'half-made', what }))
  const names = new Set([...Object.keys(view.parts), ...Object.keys(last.view.parts)])
  // A power cut ends the servers: that what they left can be read, or is no record, is all it must be.
  names.delete(runningPart)
  for (const name of names) {
    const [now, before] = [view.parts[name], last.view.parts[name]]
    const after = next === null ? before : next.view.parts[name]
    const isOne = name.includes('journal ') ? isBetween : isEither
    if (isOne(now, before, after)) continue
    const isKnown = before !== undefined && canonical(now) !== canonical(before)
    const during = next === null ? 'everything' : next.act
    faults.push({
      kind: isKnown ? 'lost' : 'half-made',
      what: `${name}, after ${last.act}, during ${during}`,
    })
  }
  // What was said lacks it as well: a journal keeps the line of a failure that was dismissed.
  const known = new Set([last, next].flatMap((one) => (one === null ? [] : looseIn(one.view))))
  const odd = looseIn(view).filter((what) => !known.has(what))
  return [...faults, ...odd.map((what) => ({ kind: 'half-made' as const, what }))]
}

function isEither(now: unknown, before: unknown, after: unknown): boolean {
  const text = canonical(now)
  return text === canonical(before) || text === canonical(after)
}

/** A journal only grows, by one line or more in an act. */
function isBetween(now: unknown, before: unknown, after: unknown): boolean {
  const lines = (value: unknown): string[] => (Array.isArray(value) ? value.map(canonical) : [])
  const [had, has, will] = [lines(before), lines(now), lines(after)]
  const begins = (whole: string[], part: string[]): boolean =>
    part.every((line, index) => whole[index] === line)
  return begins(has, had) && begins(will, has)
}

const looseOf = new WeakMap<View, string[]>()

/** What refers to something that is not there: a tag before its codebook, an act before its record. */
function looseIn(view: View): string[] {
  const found = looseOf.get(view) ?? loose(view)
  looseOf.set(view, found)
  return found
}

function loose({ parts }: View): string[] {
  const there = Object.entries(parts).flatMap(([name, part]) =>
    name.includes('journal ') ? [] : [canonical(part)],
  )
  const isThere = (id: string): boolean => there.some((text) => text.includes(`"id":"${id}"`))
  return Object.entries(parts).flatMap(([name, part]) => {
    if (!Array.isArray(part)) return []
    return [...idsIn(part)]
      .filter((id) => !isThere(id))
      .map((id) => `${name} speaks of ${id}, which is not there`)
  })
}

const idsOf = new WeakMap<object, Set<string>>()

function idsIn(part: readonly unknown[]): Set<string> {
  const found =
    idsOf.get(part) ?? new Set(canonical(part).match(/(?<=")[0-7][0-9a-hjkmnp-tv-z]{25}(?=")/gu))
  idsOf.set(part, found)
  return found
}

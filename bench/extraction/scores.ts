import { tokensOf } from './labels.ts'

/** Of one page: runs of four words shared, too many and lacking, and whether all words are right. */
export type RunCounts = { shared: number; extra: number; lacking: number; isExact: boolean }

/** Compares a body with its gold by runs of four words, as the news set is scored. */
export function compareRuns(gold: string, body: string): RunCounts {
  const [truth, found] = [gold, body].map((text) => text.match(/[\p{L}\p{N}_]+/gu) ?? [])
  const [a, b] = [countsOf(runsOf(truth ?? [])), countsOf(runsOf(found ?? []))]
  let shared = 0
  for (const [key, count] of a) shared += Math.min(count, b.get(key) ?? 0)
  const sum = (counts: ReadonlyMap<string, number>) => counts.values().reduce((x, y) => x + y, 0)
  const isExact = truth?.join(' ') === found?.join(' ')
  return { shared, extra: sum(b) - shared, lacking: sum(a) - shared, isExact }
}

/** F1 of mean precision and mean recall, and the share of pages that are exactly right. */
export function newsScore(pages: readonly RunCounts[]): { f1: number; exact: number } {
  const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole)
  const precision = mean(pages.map(({ shared, extra }) => share(shared, shared + extra)))
  const recall = mean(pages.map(({ shared, lacking }) => share(shared, shared + lacking)))
  return {
    f1: (2 * precision * recall) / (precision + recall),
    exact: mean(pages.map(({ isExact }) => Number(isExact))),
  }
}

/** F1 of the words of a body and its gold, without their order, as the wider set is scored. */
export function wordScore(gold: string, body: string): number {
  const [a, b] = [countsOf(tokensOf(gold)), countsOf(tokensOf(body))]
  const [truth, found] = [tokensOf(gold).length, tokensOf(body).length]
  let shared = 0
  for (const [word, count] of a) shared += Math.min(count, b.get(word) ?? 0)
  return shared === 0 ? 0 : (2 * shared) / (truth + found)
}

/** The arithmetic mean; 0 of nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

function runsOf(words: readonly string[]): string[] {
  if (words.length === 0) return []
  const count = Math.max(1, words.length - 3)
  return Array.from({ length: count }, (_, start) => words.slice(start, start + 4).join(' '))
}

function countsOf(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

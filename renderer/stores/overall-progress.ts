import type { CaptureProgress } from '../../shared/api/contract.ts'
import { assertNever } from '../../shared/errors.ts'

/** Where each step lies on the way from 0 to 1; found by watching how long pages take. */
const spans = {
  waiting: [0, 0],
  fetching: [0, 0.45],
  extracting: [0.45, 0.6],
  pictures: [0.6, 0.8],
  page: [0.8, 0.95],
  saving: [0.95, 1],
} as const

/** How much of a capture is done, from 0 to 1; a step of unknown size stands at its beginning. */
export function overallProgress({ step, done, total }: CaptureProgress): number {
  const [start, end] = spans[step]
  const share = total === null || total === 0 ? 0 : Math.min(1, done / total)
  return start + (end - start) * share
}

/** What a capture is doing, in words: `Fetching, 40 % · 1.2 MB`. */
export function progressWords(progress: CaptureProgress): string {
  const { step, done, total } = progress
  const percent = `${Math.round(overallProgress(progress) * 100)} %`
  switch (step) {
    case 'waiting':
      return `Waiting ${total ?? 0} seconds, as the site asks`
    case 'fetching':
      if (done === 0) return 'Fetching the page'
      // Where the size isn't known, a share would stand still at nothing.
      return `Fetching the page${total === null ? '' : `, ${percent}`} · ${size(done)}`
    case 'extracting':
      return `Finding the article, ${percent}`
    case 'pictures':
      return total === null || total === 0
        ? `Keeping its pictures, ${percent}`
        : `Keeping its pictures, ${percent} · ${done} of ${total}`
    case 'page':
      return total === null || total === 0
        ? `Keeping the page as it looked, ${percent}`
        : `Keeping the page as it looked, ${percent} · ${done} of ${total}`
    case 'saving':
      return `Saving, ${percent}`
    default:
      return assertNever(step)
  }
}

function size(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1_000)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

import { seededRandom, wholeNumber } from './random.ts'

/** A passage to annotate, `[start, end)` in UTF-16 units, and the path of its tag. */
export type InventedPassage = { start: number; end: number; tag: string }

/** Fiction: ten tags in three branches. */
const tags = [
  'Frames/Blame',
  'Frames/Warning',
  'Frames/Cost',
  'Frames/Relief',
  'Sources/Official',
  'Sources/Resident',
  'Sources/Expert',
  'Tone/Calm',
  'Tone/Alarm',
  'To discuss',
]

/**
 * Passages spread over a text without a gap between their starts that is wider than the shortest of
 * them: nine in ten have 30 to 230 characters, one in ten 400 to 700 and so crosses paragraphs. With
 * more than a few hundred in 20,000 characters each overlaps others.
 */
export function inventPassages(seed: number, text: string, count: number): InventedPassage[] {
  const random = seededRandom(seed)
  return Array.from({ length: count }, (_, index) => {
    const isLong = random() < 0.1
    const length = isLong ? wholeNumber(random, 400, 700) : wholeNumber(random, 30, 230)
    const step = text.length / count
    const wanted = Math.floor((index + random()) * step)
    const start = Math.max(0, Math.min(wanted, text.length - length))
    const tag = tags[wholeNumber(random, 0, tags.length - 1)] ?? 'To discuss'
    return { start, end: Math.min(text.length, start + length), tag }
  })
}

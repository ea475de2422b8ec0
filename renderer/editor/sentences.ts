import type { Passage } from '../../shared/anchoring/describe.ts'

/** Titles and the like: what follows them goes on, also with a capital letter. */
const beforeNames = new Set(
  ['adm capt cdr cmdr col det dr drs fr gen gov hon insp jr lt maj messrs mme mr mrs ms mt prof']
    .concat(['pres rep rev sen sens reps sgt sr st supt ft'])
    .flatMap((names) => names.split(' ')),
)

/** Abbreviations that a number follows, such as months and page references. */
const beforeNumbers = new Set(
  ['jan feb mar apr jun jul aug sep sept oct nov dec no nos nr art ch fig p pp para sec vol']
    .concat(['approx ca c'])
    .flatMap((names) => names.split(' ')),
)

/** Abbreviations inside a sentence, whatever follows. */
const inside = new Set('vs e.g i.e eg ie cf viz al'.split(' '))

/** Words that begin a sentence: an initial before them was the end of the one before. */
const starters = new Set(
  ['a an the it its he she they we i you this that these those there but and so if when while']
    .concat(['in on at as for from by with after before since his her their our no not'])
    .flatMap((words) => words.split(' ')),
)

/**
 * The sentences of one textblock, as offsets into `text`, in order and without the white space
 * around them.
 *
 * `Intl.Segmenter` cuts after “Dr.”, “Jan. 6” and between “Why?” and *asked*; such pieces are put
 * together again.
 */
export function sentencesOf(text: string, language?: string): Passage[] {
  const pieces = [...segmenterFor(language).segment(text)].map(({ index, segment }) => ({
    start: index,
    end: index + segment.length,
  }))
  const merged: Passage[] = []
  for (const piece of pieces) {
    const last = merged.at(-1)
    if (
      last !== undefined &&
      goesOn(text.slice(last.start, last.end), text.slice(piece.start, piece.end))
    )
      last.end = piece.end
    else merged.push({ ...piece })
  }
  return merged.flatMap((piece) => trimmed(text, piece))
}

function segmenterFor(language: string | undefined): Intl.Segmenter {
  const known = language !== undefined && isLocale(language) ? language : 'en'
  return new Intl.Segmenter(known, { granularity: 'sentence' })
}

/** A page may claim any language; what is not a locale falls back to English rules. */
function isLocale(language: string): boolean {
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/iu.test(language)
}

function goesOn(before: string, after: string): boolean {
  if (/[\n\r\u2028\u2029]\s*$/u.test(before)) return false
  if (!/[\p{L}\p{N}]/u.test(after)) return true
  const next = after.replace(/^[\s\p{Ps}\p{Pi}"'’]+/u, '')
  if (/^\p{Ll}/u.test(next)) return true
  const end = before.trimEnd()
  if (/…$|\.\.\.$/u.test(end)) return false
  const lastWord = /([\p{L}.]+)\.$/u.exec(end)?.[1]
  if (lastWord === undefined) return false
  const word = lastWord.toLowerCase()
  if (inside.has(word)) return true
  if (beforeNumbers.has(word)) return /^\p{N}/u.test(next)
  const nextWord = /^[\p{L}’']+/u.exec(next)?.[0].toLowerCase() ?? ''
  if (beforeNames.has(word)) return /^\p{Lu}/u.test(next) && !starters.has(nextWord)
  return isInitial(lastWord) && /^\p{Lu}/u.test(next) && !starters.has(nextWord)
}

/** `J` of “J. Smith”, `U.S` of “the U.S. Senate”; the last full stop is already off. */
function isInitial(word: string): boolean {
  return /^\p{Lu}(?:\.\p{Lu})*$/u.test(word)
}

function trimmed(text: string, piece: Passage): Passage[] {
  const words = text.slice(piece.start, piece.end)
  const start = piece.start + (words.length - words.trimStart().length)
  const end = piece.end - (words.length - words.trimEnd().length)
  return start < end ? [{ start, end }] : []
}

import { seededRandom, wholeNumber } from './random.ts'

/** Fiction, made of a seed: the title, and the whole text, which begins with it. */
export type InventedArticle = { title: string; text: string }

const syllables =
  'ba be bo da del di fa fen ga gor ha hel in ka ko la len lo ma mer mi na nor or pa pel ra rin sa sen ta tor u va wen za'.split(
    ' ',
  )
const paragraphCharacters = { least: 250, most: 750 }

const separator = '\n\n'

/**
 * An article whose text has exactly `characters`, in paragraphs of 250 to 750 characters with
 * sentences of 6 to 24 words, as news has them. The same seed gives the same article.
 */
export function inventArticle(seed: number, characters: number): InventedArticle {
  const random = seededRandom(seed)
  const title = `The ${nameOf(random)} report, part ${seed}`
  const blocks = [title]
  let left = characters - title.length - separator.length
  while (left > 0) {
    const wanted = wholeNumber(random, paragraphCharacters.least, paragraphCharacters.most)
    // What would be left over for a last paragraph of a few words belongs to this one.
    const length = left - wanted < paragraphCharacters.least ? left : wanted
    blocks.push(paragraphOf(random, length))
    left -= length + separator.length
  }
  return { title, text: blocks.join(separator) }
}

/** A paragraph of exactly `length` characters that ends with a full stop. */
function paragraphOf(random: () => number, length: number): string {
  let text = ''
  while (text.length < length + 40) text += `${sentenceOf(random)} `
  const cut = text.slice(0, length - 1).trimEnd()
  return `${cut.replace(/\W+$/u, '').padEnd(length - 1, 'o')}.`
}

function sentenceOf(random: () => number): string {
  const words = Array.from({ length: wholeNumber(random, 6, 24) }, () => wordOf(random))
  const [first = 'da', ...rest] = words
  return `${[capitalised(first), ...rest].join(' ')}.`
}

function wordOf(random: () => number): string {
  const count = wholeNumber(random, 1, 4)
  const parts = Array.from({ length: count }, () => syllables[wholeNumber(random, 0, 35)])
  return parts.join('')
}

function nameOf(random: () => number): string {
  return capitalised(wordOf(random) + wordOf(random))
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}

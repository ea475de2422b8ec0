import { squeeze } from '../dom.ts'

/** True where a text closes like a sentence. */
export function endsSentence(text: string): boolean {
  return /[.!?…。！？؟։।][\s"”’'»)\]]*$/u.test(text.slice(-24))
}

const asking =
  /\b(?:subscri\w*|sign ?up|newsletters?|follow (?:us|me|him|her|them)|click (?:here|the)|read more|learn more|find out more|get started|download|log ?in|register|join (?:us|our|the)|share this|free trial|contact us|book (?:a|your)|buy now|shop now|our app|check out|don['’]t miss|stay (?:tuned|informed|updated)|abonn\w*|anmelden|inscri\w*|suscr\w*|suscríb\w*|mehr lesen|lire la suite|leer más|leia mais|подпис\w*)/giu
const rights =
  /(?:©|\(c\)|copyright|all rights reserved|reproduced|republish|without permission|terms of (?:use|service)|privacy policy|disclaimer|affiliate|commission)/iu
const elsewhere =
  /^(?:[\p{P}\p{S}\s]*)(?:related|read|see|also|more|watch|recommended|sources?|references|tags?|topics|categor|filed|share|comments?|about|follow|next|previous|you may|trending|popular|latest|lesen|mehr|lire|voir|lea|leia|leggi|veja)/iu
const person =
  /\b(?:is (?:an?|the) [^.]{0,80}(?:writer|editor|reporter|journalist|author|correspondent|founder|director|professor|contributor|manager|specialist|expert|blogger|freelance\w*)|(?:he|she|they) (?:has|have|is|was|lives|writes|covers|holds|enjoys|loves)|(?:his|her|their) (?:work|writing|book)|graduated|years of experience)\b/iu
const times =
  /\b(?:\d{1,2}:\d{2}|(?:19|20)\d{2}|\d+ (?:min|hours?|days?|weeks?|months?) ago|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\w*\b/giu

/** The names of {@link wordingOf}, in its order. */
export const wordingNames = [
  'letters', 'words', 'sentences', 'ends', 'commas', 'capitals', 'digits', 'asks', 'rights', 'elsewhere', 'person',
  'times', 'colon', 'first person', 'lower start', 'signs', 'question', 'quoted', 'longest word',
] // prettier-ignore

/** What can be said of a block's words without knowing the page. */
export function wordingOf(text: string): number[] {
  const line = squeeze(text).slice(0, 2_000)
  const words = line.match(/[\p{L}\p{N}’']+/gu) ?? []
  const letters = line.match(/\p{L}/gu)?.length ?? 0
  const share = (count: number) => (words.length === 0 ? 0 : count / words.length)
  const count = (pattern: RegExp) => line.match(pattern)?.length ?? 0
  return [
    Math.log1p(line.length),
    words.length,
    count(/[.!?。！？](?:\s|$)/gu),
    Number(endsSentence(line)),
    share(count(/[,;，、]/gu)),
    share(words.filter((word) => /^\p{Lu}/u.test(word)).length),
    line.length === 0 ? 0 : count(/\p{N}/gu) / line.length,
    count(asking),
    Number(rights.test(line)),
    Number(elsewhere.test(line)),
    Number(person.test(line)),
    count(times),
    Number(/[:：]$/u.test(line)),
    count(/\b(?:we|our|us|i|my|me|you|your)\b/giu) / Math.max(1, words.length),
    Number(/^\p{Ll}/u.test(line)),
    line.length === 0 ? 0 : 1 - (letters + count(/\s/gu)) / line.length,
    Number(line.includes('?')),
    Number(/["“”«»„]/u.test(line)),
    words.reduce((most, word) => Math.max(most, word.length), 0),
  ]
}

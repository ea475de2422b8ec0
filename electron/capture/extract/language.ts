/** The commonest small words of languages that are told apart by them. */
const smallWords: Record<string, string> = {
  en: 'the of and to in that is was for it with as his on be at by had not are but from have were said',
  de: 'der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden',
  fr: 'le la les de des et en un une du que est pour qui dans pas sur au par avec plus ce sont ont',
  es: 'de la que el en y los se del las por un con no una su para es al lo como más fue han',
  it: 'di che è la il un in per del non una sono della con le da si dei ha nel alla anche gli',
  nl: 'de van het een en in is dat op te zijn met voor niet die aan er om ook als bij naar',
  pt: 'de que não do da em um para com uma os no se na por mais as dos como mas foi ao das',
  sv: 'och att det som en på är av för med till den har inte om ett han men var sig från',
}

const fewestWords = 40

/**
 * The language of a text by its small words or its letters: a measurement for pages that name none.
 * Null for short texts, close results and languages not in the table.
 */
export function languageOfWords(text: string): string | null {
  const sample = text.slice(0, 20_000)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  if (letters < 80) return null
  if ((sample.match(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0) > letters / 5)
    return 'ja'
  if ((sample.match(/\p{Script=Hangul}/gu)?.length ?? 0) > letters / 2) return 'ko'
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? []
  if (words.length < fewestWords) return null
  const shares = Object.entries(smallWords)
    .map(([language, list]) => {
      const known = new Set(list.split(' '))
      return { language, share: words.filter((word) => known.has(word)).length / words.length }
    })
    .sort((a, b) => b.share - a.share)
  const [first, second] = shares
  if (first === undefined || second === undefined || first.share < 0.15) return null
  return first.share > 1.4 * second.share ? first.language : null
}

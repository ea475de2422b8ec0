/** The languages whose month names are understood. */
const languages = [
  'en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'nb', 'fi', 'pl', 'cs', 'ro', 'hu', 'tr', 'ru', 'uk', 'el', 'id', 'ca', 'ar',
] // prettier-ignore

const months = new Map<string, number>()

for (const language of languages) {
  for (let month = 1; month <= 12; month += 1) {
    const date = new Date(Date.UTC(2020, month - 1, 15))
    for (const form of ['long', 'short'] as const) {
      for (const day of ['numeric', undefined] as const) {
        const format = new Intl.DateTimeFormat(language, {
          month: form,
          timeZone: 'UTC',
          ...(day === undefined ? {} : { day }),
        })
        const part = format.formatToParts(date).find(({ type }) => type === 'month')
        const name = part?.value.toLowerCase().replace(/\.$/u, '') ?? ''
        if (/\p{L}{2}/u.test(name) && !months.has(name)) months.set(name, month)
      }
    }
  }
}
months.set('sept', 9)
months.set('märz', 3)
months.set('maerz', 3)

/** The month, 1 to 12, that a word names in one of some twenty languages; null for any other word. */
export function monthOf(word: string): number | null {
  return months.get(word.toLowerCase().replace(/\.$/u, '')) ?? null
}

const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0xff10]

/** Digits of other scripts (Arabic, Persian, Devanagari, Bengali, Thai, full-width) as 0 to 9. */
export function withLatinDigits(text: string): string {
  return text.replace(
    /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\uff10-\uff19]/gu,
    (digit) => {
      const code = digit.charCodeAt(0)
      const zero = zeros.findLast((first) => first <= code) ?? code
      return String(code - zero)
    },
  )
}

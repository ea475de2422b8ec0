import type { Answer, Behaviours } from './answer.ts'
import { send } from './answer.ts'
import { articlePage } from './fiction.ts'

const words = '“Finally” – the café’s €240 ferry'

/** UTF-8 that the header calls iso-8859-1 and the page utf-8. */
const wrongHeader: Answer = ({ response }) => {
  const page = articlePage('Two names for one alphabet', words)
  const named = page.replace('<head>', '<head><meta charset="utf-8">')
  send(response, named, 'text/html; charset=iso-8859-1')
}

/** UTF-16 that only its byte order mark tells. */
const utf16: Answer = ({ response }) =>
  send(
    response,
    Buffer.from(`\ufeff${articlePage('An alphabet of two bytes', words)}`, 'utf16le'),
    'text/html',
  )

/** A byte order mark of UTF-8 under a header that says otherwise. */
const mark: Answer = ({ response }) =>
  send(
    response,
    `\ufeff${articlePage('A mark before the page', words)}`,
    'text/html; charset=windows-1252',
  )

/** The letters of windows-1252 that lie where latin1 has control characters. */
const asWindows1252: Readonly<Record<string, string>> = {
  '“': '\u0093',
  '”': '\u0094',
  '–': '\u0096',
  '’': '\u0092',
  '€': '\u0080',
}

/** Bytes in windows-1252 that nobody declared. */
const undeclared: Answer = ({ response }) => {
  const page = articlePage('An alphabet that nobody named', words)
  const bytes = page.replace(/[“”–’€]/gu, (letter) => asWindows1252[letter] ?? letter)
  send(response, Buffer.from(bytes, 'latin1'), 'text/html')
}

/** Pages whose letters come out right only by looking closely; each holds the same words. */
export const charsets: Behaviours = {
  '/charset/wrong': wrongHeader,
  '/charset/utf-16': utf16,
  '/charset/mark': mark,
  '/charset/none': undeclared,
}

/** What each of the pages says, in its first paragraph. */
export const charsetWords = words

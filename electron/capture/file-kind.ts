import { readableInWords, refusalByName } from '../../shared/domain/readable-files.ts'
import { AppError } from '../../shared/errors.ts'
import { bodyKindOf } from './fetch/media-type.ts'
import { sizeInWords, type Limits } from './limits.ts'

/** What a file is read as. */
export type FileKind = 'html' | 'mhtml' | 'text'

/** What a file is by its own first bytes, then by its name; throws the reason where it is nothing of use. */
export function fileKindOf(name: string, bytes: Uint8Array, limits: Limits): FileKind {
  if (bytes.length === 0) {
    throw new AppError('empty-page', `The file “${name}” is empty. Nothing was captured.`)
  }
  const isNamedPage = /\.(?:x?html?|mhtml?)$/iu.test(name)
  const body = bodyKindOf(bytes, isNamedPage ? 'text/html' : 'text/plain')
  if (typeof body === 'object') throw unreadable(name, body.unsupported)
  // "<p>" at the start of a .txt is an example; a whole page saved under that name is a page.
  const kind = isMhtml(name, bytes) ? 'mhtml' : body
  const most = kind === 'html' ? limits.htmlBytes : limits.fileBytes
  if (bytes.length > most) throw tooBig(name, most)
  return kind
}

/** Larger than anything of its kind that is an article. */
export function tooBig(name: string, most: number): AppError {
  return new AppError(
    'too-big',
    `“${name}” is larger than ${sizeInWords(most)}, which no article is. Nothing was captured.`,
  )
}

/** No page and no text. `what` is a word for it, such as "a PDF". */
export function unreadable(name: string, what: string): AppError {
  return new AppError(
    'unreadable-file',
    refusalByName(name) ?? unreadableSentence(`“${name}”`, what),
  )
}

/** The same of something without a name. */
export function unreadableSentence(subject: string, what: string): string {
  return `${subject} is ${what}, and Pressmark reads ${readableInWords}. Nothing was captured; open it elsewhere and paste its text.`
}

/** A file of several parts that begins with the fields of one; or is named so, and is no plain page. */
function isMhtml(name: string, bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 8_192))
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/u, '')
  const beginsWithFields = /^\s*[a-z][a-z0-9-]*:[ \t]*\S?/iu.test(head)
  if (/\.mhtml?$/iu.test(name)) return beginsWithFields || !/^\s*</u.test(head)
  return beginsWithFields && /^content-type:\s*multipart\/related\b/imu.test(head)
}

import { AppError } from '../../../shared/errors.ts'
import { headerOf, type Headers } from './headers.ts'

/** The refusal that an HTTP status of 400 or more, or a redirect to nowhere, stands for. */
export function statusError(status: number, headers: Headers, host: string): AppError {
  const retryAfter = headerOf(headers, 'retry-after')
  return new AppError(
    'http-status',
    `${whatHappened(status, host, retryAfter)} ${advice(status, retryAfter)}`,
    {
      facts: { status, ...(retryAfter === null ? {} : { retryAfter }) },
    },
  )
}

function whatHappened(status: number, host: string, retryAfter: string | null): string {
  if (status === 404) return `${host} says that there is no such page (404 not found).`
  if (status === 410) return `${host} says that this page was removed for good (410 gone).`
  if (status === 401 || status === 403)
    return `${host} refused to show this page to Pressmark (${status}).`
  if (status === 402) return `${host} shows this page only to those who pay (402).`
  if (status === 429) return `${host} asks to wait (429 too many requests)${waiting(retryAfter)}.`
  if (status === 451) return `${host} may not show this page for legal reasons (451).`
  if (status >= 500) return `${host} has a problem of its own (${status})${waiting(retryAfter)}.`
  return `${host} answered ${status} instead of the page.`
}

function waiting(retryAfter: string | null): string {
  if (retryAfter === null) return ''
  return /^\d+$/u.test(retryAfter)
    ? `: try again in ${retryAfter} seconds`
    : `: try again after ${retryAfter}`
}

function advice(status: number, retryAfter: string | null): string {
  const kept = 'Nothing was captured; what you may have of it stays as it is.'
  if (status === 401 || status === 402 || status === 403)
    return `If your browser shows it, save the page there and add the file here. ${kept}`
  if (status === 404 || status === 410) return `${kept} Check the address.`
  // Where the site named a time, that is the advice.
  return retryAfter === null ? `${kept} Try again later.` : kept
}

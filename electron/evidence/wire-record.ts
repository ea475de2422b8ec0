import type { Instant } from '../../shared/domain/instant.ts'

/** Name and value of each header line, in the order and with the capitals that they were sent. */
export type HeaderLines = readonly (readonly [name: string, value: string])[]

/** Why a body is not whole: it passed the bound for bodies of its kind, or it did not come in time or to its end. */
export type Truncation = 'length' | 'time' | 'disconnect'

/**
 * One request and its answer as they were on the wire, secrets taken out: what a snapshot is made of.
 *
 * `url` has neither credentials nor fragment. `requestHead` is the request line and its headers, CRLF
 * after each; header strings hold one character per byte. `body` has its transfer encoding undone
 * and its content encoding left as it came.
 */
export type WireRecord = {
  url: string
  at: Instant
  requestHead: string
  status: number
  reason: string
  headers: HeaderLines
  body: Uint8Array
  truncated: Truncation | null
  remoteAddress: string | null
}

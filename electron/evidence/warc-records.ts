import { WARCRecord } from 'warcio'
import { sha256Of } from '../system/hash.ts'
import type { HeaderLines, WireRecord } from './wire-record.ts'

const version = 'WARC/1.1'

/** A record on its way into the archive, with what the index says of it; null for what is not indexed. */
export type PlannedRecord = { record: WARCRecord; indexed: Indexed | null }

/** One line of the index, without its place in the file. */
export type Indexed = {
  url: string
  at: string
  mime: string | null
  status: number
  digest: string
}

/** The first record: which program wrote the archive, and what it left out of it. */
export function infoRecord(software: string, at: string): PlannedRecord {
  const fields = {
    software,
    format: 'WARC File Format 1.1',
    conformsTo: 'https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/',
    description:
      'Values of Set-Cookie are replaced by their SHA-256, and names and passwords in addresses taken out. Transfer encodings are undone: their header is called X-Archive-Orig-Transfer-Encoding. Content encodings are left as they came.',
  }
  const record = WARCRecord.createWARCInfo(
    { filename: 'data.warc.gz', date: at, warcVersion: version },
    fields,
  )
  return { record, indexed: null }
}

/**
 * The answer and the request of each wire record, in their order. A body that was there before is
 * not written twice: a revisit record names the first.
 */
export function recordsOf(wire: readonly WireRecord[]): PlannedRecord[] {
  const first = new Map<string, WireRecord>()
  return wire.flatMap((one) => {
    const digest = `sha256:${sha256Of(one.body)}`
    const original = one.body.length === 0 ? undefined : first.get(digest)
    if (original === undefined) first.set(digest, one)
    const answer =
      original === undefined ? responseOf(one, digest) : revisitOf(one, digest, original)
    const id = answer.warcHeader('WARC-Record-ID') ?? ''
    const mime = original === undefined ? mimeOf(one.headers) : 'warc/revisit'
    const indexed = { url: one.url, at: one.at, mime, status: one.status, digest }
    return [
      { record: answer, indexed },
      { record: requestOf(one, id), indexed: null },
    ]
  })
}

function responseOf(one: WireRecord, digest: string): WARCRecord {
  const headers = {
    ...about(one),
    'WARC-Payload-Digest': digest,
    'Content-Type': 'application/http; msgtype=response',
  }
  return bare('response', one, headers, [headOf(one), one.body])
}

function revisitOf(one: WireRecord, digest: string, original: WireRecord): WARCRecord {
  const headers = {
    ...about(one),
    'WARC-Payload-Digest': digest,
    'Content-Type': 'application/http; msgtype=response',
    'WARC-Refers-To-Target-URI': original.url,
    'WARC-Refers-To-Date': original.at,
  }
  return bare('revisit', one, headers, [headOf(one)])
}

function requestOf(one: WireRecord, answerId: string): WARCRecord {
  const headers = {
    'Content-Type': 'application/http; msgtype=request',
    'WARC-Concurrent-To': answerId,
  }
  return bare('request', one, headers, [latin1(`${one.requestHead}\r\n`)])
}

/** A record whose block is given whole, so that what was on the wire is not put together anew. */
function bare(
  type: 'response' | 'request' | 'revisit',
  { url, at }: WireRecord,
  warcHeaders: Record<string, string>,
  block: Uint8Array[],
): WARCRecord {
  const record = WARCRecord.create(
    { type, url, date: at, warcVersion: version, warcHeaders },
    block,
  )
  record.httpHeaders = null
  // The index finds an answer by exactly the address that was asked for.
  record.warcHeaders.headers.set('WARC-Target-URI', url)
  return record
}

function about({ remoteAddress, truncated }: WireRecord): Record<string, string> {
  return {
    ...(remoteAddress === null ? {} : { 'WARC-IP-Address': remoteAddress }),
    ...(truncated === null ? {} : { 'WARC-Truncated': truncated }),
  }
}

function headOf({ status, reason, headers }: WireRecord): Uint8Array {
  const lines = headers.map(([name, value]) =>
    /^transfer-encoding$/iu.test(name)
      ? `X-Archive-Orig-${name}: ${value}\r\n`
      : `${name}: ${value}\r\n`,
  )
  return latin1(`HTTP/1.1 ${status} ${reason}\r\n${lines.join('')}\r\n`)
}

function mimeOf(headers: HeaderLines): string | null {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  const mime = type?.split(';', 1)[0]?.trim() ?? ''
  return mime === '' ? null : mime
}

function latin1(text: string): Uint8Array {
  return Buffer.from(text, 'latin1')
}

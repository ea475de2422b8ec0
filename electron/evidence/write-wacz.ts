import { zipSync, type Zippable } from 'fflate'
import { getSurt, WARCSerializer } from 'warcio'
import { sha256Of } from '../system/hash.ts'
import { infoRecord, recordsOf, type Indexed } from './warc-records.ts'
import type { WireRecord } from './wire-record.ts'

/** What a snapshot says of its page; `software` as "name/version", `at` when the page was asked for. */
export type WaczPage = { url: string; title: string | null; at: string; software: string }

/** Where things lie in a WACZ. */
export const waczPaths = {
  archive: 'archive/data.warc.gz',
  index: 'indexes/index.cdx',
  pages: 'pages/pages.jsonl',
  datapackage: 'datapackage.json',
  digest: 'datapackage-digest.json',
} as const

/** What the file is called where types are named. */
export const waczType = 'application/wacz'

/** The edition of the format that is written: https://specs.webrecorder.net/wacz/1.1.1/ */
const waczVersion = '1.1.1'

/**
 * One snapshot: a ZIP without compression of the archive, its index, the list of its one page and
 * the digests of them all. The same records give the same bytes but for the ids of the records.
 */
export async function writeWacz(wire: readonly WireRecord[], page: WaczPage): Promise<Uint8Array> {
  const { archive, index } = await writeArchive(wire, page)
  const files: Record<string, Uint8Array> = {
    [waczPaths.archive]: archive,
    [waczPaths.index]: utf8(index),
    [waczPaths.pages]: utf8(pagesOf(page)),
  }
  const datapackage = utf8(`${JSON.stringify(datapackageOf(files, page), null, 2)}\n`)
  const digest = { path: waczPaths.datapackage, hash: hashOf(datapackage) }
  const all: Record<string, Uint8Array> = {
    ...files,
    [waczPaths.datapackage]: datapackage,
    [waczPaths.digest]: utf8(`${JSON.stringify(digest, null, 2)}\n`),
  }
  // A ZIP knows two-second local time only; one fixed date says nothing false of the zone.
  const stored = { level: 0 as const, mtime: '2000-01-01 00:00:00' }
  const zip: Zippable = Object.fromEntries(
    Object.entries(all).map(([path, bytes]) => [path, [bytes, stored] as const]),
  ) as Zippable
  return zipSync(zip)
}

async function writeArchive(
  wire: readonly WireRecord[],
  page: WaczPage,
): Promise<{ archive: Uint8Array; index: string }> {
  const parts: Uint8Array[] = []
  const lines: string[] = []
  let offset = 0
  for (const { record, indexed } of [infoRecord(page.software, page.at), ...recordsOf(wire)]) {
    const bytes = await WARCSerializer.serialize(record, { gzip: true })
    if (indexed !== null) lines.push(indexLine(indexed, offset, bytes.length))
    parts.push(bytes)
    offset += bytes.length
  }
  return { archive: Buffer.concat(parts), index: lines.sort(byBytes).join('') }
}

/** CDXJ, exactly as warcio's own indexer writes it: every value a string, digests without their kind. */
function indexLine(
  { url, at, mime, status, digest }: Indexed,
  offset: number,
  length: number,
): string {
  const fields = {
    url,
    ...(mime === null ? {} : { mime }),
    status: String(status),
    digest: digest.replace(/^sha256:/u, ''),
    length: String(length),
    offset: String(offset),
    filename: 'data.warc.gz',
  }
  return `${getSurt(url)} ${at.replace(/\D/gu, '').slice(0, 14)} ${JSON.stringify(fields)}\n`
}

function pagesOf({ url, title, at }: WaczPage): string {
  const head = { format: 'json-pages-1.0', id: 'pages', title: 'All Pages' }
  const page = { id: '1', url, ts: at, ...(title === null ? {} : { title }) }
  return `${JSON.stringify(head)}\n${JSON.stringify(page)}\n`
}

function datapackageOf(
  files: Record<string, Uint8Array>,
  { url, title, at, software }: WaczPage,
): Record<string, unknown> {
  const resources = Object.entries(files).map(([path, bytes]) => ({
    name: path.split('/').at(-1) ?? path,
    path,
    hash: hashOf(bytes),
    bytes: bytes.length,
  }))
  return {
    profile: 'data-package',
    wacz_version: waczVersion,
    ...(title === null ? {} : { title }),
    software,
    created: at,
    mainPageUrl: url,
    mainPageDate: at,
    resources,
  }
}

function hashOf(bytes: Uint8Array): string {
  return `sha256:${sha256Of(bytes)}`
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** Index lines are found by halving, in the order of their bytes. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

import { unzipSync, type UnzipFileInfo } from 'fflate'
import { AsyncIterReader, WARCParser, type WARCRecord } from 'warcio'
import { sha256Of } from '../system/hash.ts'
import { waczPaths } from './write-wacz.ts'

/** What is wrong inside a snapshot: the part of it, and a sentence. */
export type WaczFault = { part: string; sentence: string }

/** What was looked at, and what was found. `records` counts those whose digests were computed anew. */
export type WaczCheck = { records: number; faults: WaczFault[] }

/**
 * Checks a snapshot from the inside: every entry stored as it is, named in the datapackage with its
 * hash, the datapackage's own digest, the digests of every record, and every place in the index.
 *
 * It answers what fails and never throws for what is in the bytes.
 */
export async function checkWacz(bytes: Uint8Array): Promise<WaczCheck> {
  const opened = open(bytes)
  if ('fault' in opened) return { records: 0, faults: [opened.fault] }
  const { files, infos } = opened
  const faults = [...compressed(infos), ...checkDatapackage(files)]
  const archive = files[waczPaths.archive]
  if (archive === undefined) {
    return { records: 0, faults: [...faults, absent(waczPaths.archive)] }
  }
  const { count, starts, faults: inArchive } = await checkArchive(archive)
  return { records: count, faults: [...faults, ...inArchive, ...checkIndex(files, starts)] }
}

type Files = Record<string, Uint8Array>
type Opened = { files: Files; infos: UnzipFileInfo[] } | { fault: WaczFault }

function open(bytes: Uint8Array): Opened {
  const infos: UnzipFileInfo[] = []
  try {
    const files = unzipSync(bytes, {
      filter: (info) => {
        infos.push(info)
        return info.compression === 0
      },
    })
    return { files, infos }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { fault: { part: 'zip', sentence: `The file is no whole ZIP any more (${why}).` } }
  }
}

function compressed(infos: readonly UnzipFileInfo[]): WaczFault[] {
  return infos
    .filter(({ compression }) => compression !== 0)
    .map(({ name }) => ({
      part: name,
      sentence: `“${name}” is compressed, and a snapshot stores its parts as they are.`,
    }))
}

function checkDatapackage(files: Files): WaczFault[] {
  const datapackage = files[waczPaths.datapackage]
  if (datapackage === undefined) return [absent(waczPaths.datapackage)]
  const digest = jsonOf(files[waczPaths.digest])
  const isRight =
    field(digest, 'path') === waczPaths.datapackage && field(digest, 'hash') === hashOf(datapackage)
  const faults = isRight
    ? []
    : [differs(waczPaths.datapackage, 'the digest in datapackage-digest.json')]
  const resources = field(jsonOf(datapackage), 'resources')
  if (!Array.isArray(resources)) return [...faults, unreadable(waczPaths.datapackage)]
  const named = new Set<unknown>()
  for (const resource of resources) {
    const path = field(resource, 'path')
    named.add(path)
    if (typeof path !== 'string') faults.push(unreadable(waczPaths.datapackage))
    else if (files[path] === undefined) faults.push(absent(path))
    else if (field(resource, 'hash') !== hashOf(files[path]))
      faults.push(differs(path, 'its hash in datapackage.json'))
  }
  const own: readonly string[] = [waczPaths.datapackage, waczPaths.digest]
  for (const path of Object.keys(files)) {
    if (named.has(path) || own.includes(path)) continue
    faults.push({ part: path, sentence: `“${path}” is in the file, but not in datapackage.json.` })
  }
  for (const path of [waczPaths.archive, waczPaths.index, waczPaths.pages]) {
    if (!named.has(path)) faults.push(absent(path))
  }
  return faults
}

/** Where each record starts in the archive, with its length and what it says of itself. */
type Starts = Map<number, { length: number; url: string | null; digest: string | null }>

async function checkArchive(
  archive: Uint8Array,
): Promise<{ count: number; starts: Starts; faults: WaczFault[] }> {
  const starts: Starts = new Map()
  const faults: WaczFault[] = []
  const parser = new WARCParser(AsyncIterReader.fromIter([archive]), { parseHttp: false })
  const fault = (sentence: string): void => void faults.push({ part: waczPaths.archive, sentence })
  try {
    for await (const record of parser) {
      const block = await record.readFully()
      const name = record.warcTargetURI ?? record.warcType
      for (const problem of digestProblems(record, block))
        fault(`The record of ${name} ${problem}.`)
      starts.set(parser.offset, {
        length: parser.recordLength,
        url: record.warcTargetURI ?? null,
        digest: record.warcPayloadDigest ?? null,
      })
    }
  } catch (error) {
    fault(
      `The archive can't be read to its end (${error instanceof Error ? error.message : String(error)}).`,
    )
  }
  if (starts.size === 0) fault('The archive holds no record.')
  return { count: starts.size, starts, faults }
}

function digestProblems(record: WARCRecord, block: Uint8Array): string[] {
  const problems: string[] = []
  if (block.length !== record.warcContentLength) problems.push('is not as long as it says')
  const { warcBlockDigest, warcPayloadDigest } = record
  if (record.warcType !== 'warcinfo' && warcBlockDigest !== hashOf(block)) {
    problems.push('does not match its own digest')
  }
  if (record.warcType === 'response' && warcPayloadDigest !== hashOf(payloadOf(block))) {
    problems.push('holds another body than its digest says')
  }
  return problems
}

/** The body of an HTTP answer: what follows the first empty line. */
function payloadOf(block: Uint8Array): Uint8Array {
  const end = Buffer.from(block.buffer, block.byteOffset, block.length).indexOf('\r\n\r\n')
  return end < 0 ? new Uint8Array() : block.subarray(end + 4)
}

function checkIndex(files: Files, starts: Starts): WaczFault[] {
  const bytes = files[waczPaths.index]
  if (bytes === undefined) return []
  const faults: WaczFault[] = []
  const lines = new TextDecoder().decode(bytes).split('\n')
  for (const line of lines.filter((one) => one !== '')) {
    const fields = jsonOf(new TextEncoder().encode(/\{.*\}$/u.exec(line)?.[0] ?? ''))
    const url = String(field(fields, 'url'))
    const record = starts.get(Number(field(fields, 'offset')))
    const isRight =
      record !== undefined &&
      record.length === Number(field(fields, 'length')) &&
      record.url === url &&
      record.digest === `sha256:${String(field(fields, 'digest')).replace(/^sha256:/u, '')}`
    if (isRight) continue
    faults.push({
      part: waczPaths.index,
      sentence: `The index says that ${url} stands at a place where something else stands.`,
    })
  }
  return faults
}

function jsonOf(bytes: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes ?? new Uint8Array())) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined
}

function absent(path: string): WaczFault {
  return { part: path, sentence: `“${path}” is not in the file or not in its list.` }
}

function differs(path: string, from: string): WaczFault {
  return { part: path, sentence: `“${path}” does not match ${from}.` }
}

function unreadable(path: string): WaczFault {
  return { part: path, sentence: `“${path}” can't be read.` }
}

function hashOf(bytes: Uint8Array): string {
  return `sha256:${sha256Of(bytes)}`
}

import type { LeftOutBlock } from '../../shared/domain/left-out.ts'
import type { Metadata } from '../../shared/domain/metadata.ts'
import type { Provenance } from '../../shared/domain/provenance.ts'
import type { DocumentJson } from '../../shared/text/document-json.ts'
import { parseDocument } from '../../shared/text/document-json.ts'
import { waczType, writeWacz } from '../evidence/write-wacz.ts'
import type { WireRecord } from '../evidence/wire-record.ts'
import type { CaptureContext } from './context.ts'
import { nowhere } from './extract/base-url.ts'
import { createExtraction, type Extraction, type ExtractionTask } from './extraction.ts'
import { cancelled } from './fetch/network-errors.ts'
import { findPages, type FindOptions, type FoundPages, type GivenList } from './find-pages.ts'
import { withSaid, type Said } from './given-metadata.ts'
import { keepPage, type KeepOptions, type KeptPage } from './keep-page.ts'
import { defaultLimits, type Limits } from './limits.ts'
import type { MhtmlTask } from './mhtml/read-mhtml.ts'
import { createPageParts, type PageParts } from './page-parts.ts'
import { absentFolderOf, capturePictures, withFiles, type CapturedPicture } from './pictures.ts'
import {
  readFile,
  readText,
  type GivenFile,
  type GivenSource,
  type GivenText,
} from './read-given.ts'
import { readPage } from './read-page.ts'
import { userAgentOf } from './software.ts'
import type { BroughtFiles, RawBytes, Source } from './source.ts'

export type { CaptureContext, CaptureProgress } from './context.ts'
export type { Limits } from './limits.ts'

/** Everything that one capture found, in memory; nothing is on the disk yet. */
export type Captured = {
  key: string
  provenance: Provenance
  metadata: Metadata
  document: DocumentJson
  leftOut: LeftOutBlock[]
  media: CapturedPicture[]
  raw: RawBytes
  /** The page as it looked, in one file; null where there was no page, or it could not be made. */
  page: Uint8Array | null
  warnings: string[]
}

/** The ways to capture. Each fails whole, with an AppError that says why, or succeeds whole. */
export type Capture = {
  address: (url: string, context: CaptureContext, said?: Said) => Promise<Captured>
  file: (input: GivenFile & Said, context: CaptureContext) => Promise<Captured>
  text: (input: GivenText & Said, context: CaptureContext) => Promise<Captured>
  /** The pages that a list names; nothing is captured by this. */
  list: (given: GivenList, context: FindOptions['context']) => Promise<FoundPages>
  /** Ends the worker; later captures would start a new one. */
  close: () => Promise<void>
}

/** What every capture of a program shares. */
type Tools = { extraction: Extraction; limits: Limits; version: string }

/**
 * Composes capture: the live web on one side, a worker that takes pages apart on the other.
 * `workerUrl` is the built `extract-worker.js`, or its source in tests.
 */
export function createCapture(options: {
  workerUrl: URL
  version: string
  limits?: Partial<Limits>
}): Capture {
  const { workerUrl, version } = options
  const limits: Limits = { ...defaultLimits, ...options.limits }
  const extraction = createExtraction({ workerUrl, limits })
  const tools: Tools = { extraction, limits, version }
  const given = async (source: GivenSource, context: CaptureContext): Promise<Captured> => ({
    ...(await takeApart(source, context, { ...tools, parts: null })),
    raw: source.raw,
  })
  return {
    address: async (url, context, said = {}) =>
      withSaid(await captureAddress(url, context, tools), said),
    file: async (input, context) => {
      const unpack = (task: MhtmlTask) => extraction.unpack(task, context.signal)
      const source = await readFile(input, { version, limits, unpack })
      return withSaid(await given(source, context), input)
    },
    text: async (input, context) =>
      withSaid(await given(readText(input, { version }), context), input),
    list: (given, context) =>
      findPages(given, { extraction, limits, userAgent: userAgentOf(version), context }),
    close: () => extraction.close(),
  }
}

/** Fetches a page with what it needs, and keeps all that was on the wire as its snapshot. */
async function captureAddress(
  url: string,
  context: CaptureContext,
  tools: Tools,
): Promise<Captured> {
  const { version, limits } = tools
  const wire: WireRecord[] = []
  const record = (one: WireRecord): void => void wire.push(one)
  const source = await readPage(url, { version, limits, context, record })
  const userAgent = userAgentOf(version)
  const parts = createPageParts({ limits, userAgent, context, record })
  const captured = await takeApart(source, context, { ...tools, parts })
  const { finalUrl, startedAt } = source.provenance
  const pageUrl = finalUrl.replace(/#.*$/u, '')
  const bytes = await writeWacz(wire, {
    url: pageUrl,
    title: captured.metadata.title.value,
    // A reader of the archive finds the page by its address and this moment.
    at: wire.find((one) => one.url === pageUrl)?.at ?? startedAt,
    software: `pressmark/${version}`,
  })
  if (context.signal.aborted) throw cancelled()
  return {
    ...captured,
    provenance: { ...source.provenance, notKept: parts.notKept() },
    raw: { suffix: 'snapshot.wacz', mediaType: waczType, bytes },
  }
}

/** The article, its pictures and the page as it looked; without `parts` nothing more is fetched. */
async function takeApart(
  source: Source,
  context: CaptureContext,
  { extraction, limits, parts }: Tools & { parts: PageParts | null },
): Promise<Omit<Captured, 'raw'>> {
  const { signal, progress } = context
  const { task, brought } = source
  progress({ step: 'extracting', done: 0, total: null })
  const extracted = await extraction.run(task, signal)
  const pictures = await capturePictures(extracted.pictures, { limits, context, parts, brought })
  if (signal.aborted) throw cancelled()
  const kept = await pageOf(task, { extraction, parts, brought, limits, context })
  const document = withFiles(extracted.document, pictures)
  return {
    key: source.key,
    provenance: source.provenance,
    metadata: extracted.metadata,
    document: parseDocument(document).toJSON() as DocumentJson,
    leftOut: extracted.leftOut,
    media: [...pictures.values()],
    page: kept.html,
    warnings: [
      ...source.warnings,
      ...extracted.warnings,
      ...folderWarnings(pictures, brought),
      ...kept.warnings,
    ],
  }
}

/** Plain text has no looks to keep. */
async function pageOf(task: ExtractionTask, options: KeepOptions): Promise<KeptPage> {
  if (task.kind === 'text') return { html: null, warnings: [] }
  const isClaimed = task.savedWith?.isClaimed === true
  const page = { html: task.html, url: task.url ?? nowhere, capturedAt: task.now, isClaimed }
  return keepPage(page, options)
}

/** How to come by the pictures that a browser saved beside its page. */
function folderWarnings(
  pictures: ReadonlyMap<string, CapturedPicture>,
  brought: BroughtFiles | null,
): string[] {
  const absent = [...pictures.keys()].map((url) => absentFolderOf(url, brought ?? new Map()))
  return [...new Set(absent)].flatMap((folder) =>
    folder === null
      ? []
      : [
          `Its pictures lie in the folder “${folder}”, which did not come along: add the page together with that folder.`,
        ],
  )
}

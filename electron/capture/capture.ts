import type { LeftOutBlock } from '../../shared/domain/left-out.ts'
import type { Metadata } from '../../shared/domain/metadata.ts'
import type { Provenance } from '../../shared/domain/provenance.ts'
import type { DocumentJson } from '../../shared/text/document-json.ts'
import { parseDocument } from '../../shared/text/document-json.ts'
import type { CaptureContext } from './context.ts'
import { createExtraction } from './extraction.ts'
import { cancelled } from './fetch/network-errors.ts'
import { withSaid, type Said } from './given-metadata.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { capturePictures, withFiles, type CapturedPicture } from './pictures.ts'
import { readFile, readText, type GivenFile, type GivenText } from './read-given.ts'
import { readPage } from './read-page.ts'
import { userAgentOf } from './software.ts'
import type { RawBytes, Source } from './source.ts'

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
  warnings: string[]
}

/** The ways to capture. Each fails whole, with an AppError that says why, or succeeds whole. */
export type Capture = {
  address: (url: string, context: CaptureContext, said?: Said) => Promise<Captured>
  file: (input: GivenFile & Said, context: CaptureContext) => Promise<Captured>
  text: (input: GivenText & Said, context: CaptureContext) => Promise<Captured>
  /** Ends the worker; later captures would start a new one. */
  close: () => Promise<void>
}

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

  const finish = async (source: Source, context: CaptureContext): Promise<Captured> => {
    const { signal, progress } = context
    progress({ step: 'extracting', done: 0, total: null })
    const extracted = await extraction.run(source.task, signal)
    const userAgent = userAgentOf(version)
    const pictureOptions = { limits, userAgent, context, offline: source.isOffline }
    const pictures = await capturePictures(extracted.pictures, pictureOptions)
    if (signal.aborted) throw cancelled()
    const document = withFiles(extracted.document, pictures)
    return {
      key: source.key,
      provenance: source.provenance,
      metadata: extracted.metadata,
      document: parseDocument(document).toJSON() as DocumentJson,
      leftOut: extracted.leftOut,
      media: [...pictures.values()],
      raw: source.raw,
      warnings: [...source.warnings, ...extracted.warnings],
    }
  }
  return {
    address: async (url, context, said = {}) =>
      withSaid(await finish(await readPage(url, { version, limits, context }), context), said),
    file: async (input, context) =>
      withSaid(await finish(readFile(input, { version, limits }), context), input),
    text: async (input, context) =>
      withSaid(await finish(readText(input, { version }), context), input),
    close: () => extraction.close(),
  }
}

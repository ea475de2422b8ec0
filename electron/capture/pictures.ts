import type { MediaEntry } from '../../shared/domain/version.ts'
import { AppError } from '../../shared/errors.ts'
import type { CaptureContext } from './context.ts'
import type { NodeJson } from './extract/assemble.ts'
import type { PictureSource } from './extract/block.ts'
import { isSvg, pictureTypeOf } from './fetch/media-type.ts'
import { sha256Of } from '../system/hash.ts'
import { sizeInWords, type Limits } from './limits.ts'
import { firstSentence, type PageParts } from './page-parts.ts'
import type { BroughtFiles } from './source.ts'
import { pictureSizeOf, type PictureSize } from './picture-size.ts'

/** A picture with its bytes, or with the reason why there are none. */
export type CapturedPicture = {
  entry: MediaEntry
  bytes: Uint8Array | null
  mediaType: string | null
  /** Null where there are no bytes, or they do not tell. */
  size: PictureSize | null
}

/** How pictures are had: of an imported file, which has no `parts`, from itself and what it `brought`. */
export type PictureOptions = {
  limits: Limits
  context: CaptureContext
  parts: PageParts | null
  brought: BroughtFiles | null
}

/** The formats of pictures that are asked for, the best first. */
export const pictureAccept = 'image/avif,image/webp,image/png,image/jpeg,image/gif;q=0.9,*/*;q=0.5'

const atOnce = 4

/**
 * The pictures of an article, each address once. A picture that can't be had is told in its entry
 * and never fails the capture; only cancelling does.
 */
export async function capturePictures(
  sources: readonly PictureSource[],
  options: PictureOptions,
): Promise<Map<string, CapturedPicture>> {
  const urls = [...new Set(sources.map(({ url }) => url))]
  const pictures = new Map<string, CapturedPicture>()
  const deadline = Date.now() + options.limits.picturesTotalMs
  let done = 0
  const tell = () => options.context.progress({ step: 'pictures', done, total: urls.length })
  if (urls.length > 0) tell()
  const queue = urls.map((url, index) => ({ url, index }))
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { url, index } = next
      pictures.set(url, await capturePicture(url, index, deadline, options))
      done += 1
      tell()
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return new Map(
    urls.flatMap((url) => {
      const picture = pictures.get(url)
      return picture === undefined ? [] : [[url, picture] as const]
    }),
  )
}

/**
 * The document with each picture node pointing at its file, with its size, so that its place is kept
 * free before it is read; only web addresses stay in it.
 */
export function withFiles(
  node: NodeJson,
  pictures: ReadonlyMap<string, CapturedPicture>,
): NodeJson {
  const content = node.content?.map((child) => withFiles(child, pictures))
  const url = node.attrs?.['url']
  const isPicture = node.type === 'picture' || node.type === 'inline_picture'
  const attrs =
    isPicture && typeof url === 'string'
      ? {
          ...node.attrs,
          file: pictures.get(url)?.entry.file ?? null,
          ...pictures.get(url)?.size,
          url: /^https?:/u.test(url) ? url : null,
        }
      : node.attrs
  return {
    ...node,
    ...(attrs === undefined ? {} : { attrs }),
    ...(content === undefined ? {} : { content }),
  }
}

async function capturePicture(
  url: string,
  index: number,
  deadline: number,
  options: PictureOptions,
): Promise<CapturedPicture> {
  const { limits, parts } = options
  try {
    if (url.startsWith('data:')) return kept(dataName(url), bytesOfData(url, limits))
    if (parts === null) return broughtPicture(url, options.brought ?? new Map(), limits)
    if (index >= limits.pictures) {
      return missing(url, `Not fetched: an article keeps ${limits.pictures} pictures at most.`)
    }
    if (Date.now() >= deadline) return missing(url, 'Not fetched: the pictures took too long.')
    const { body } = await parts.fetch(url, pictureAccept)
    if (body.length > limits.pictureBytes) return missing(url, tooBig(limits))
    return kept(url, body)
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error
    return missing(
      url,
      error.code === 'too-big' && !error.message.startsWith('Not fetched')
        ? tooBig(limits)
        : reasonOf(error),
    )
  }
}

function broughtPicture(url: string, brought: BroughtFiles, limits: Limits): CapturedPicture {
  const bytes = brought.get(url)
  if (bytes !== undefined) {
    const isTooBig = bytes === null || bytes.length > limits.pictureBytes
    return isTooBig ? missing(url, tooBig(limits)) : kept(url, bytes)
  }
  if (/^https?:/iu.test(url)) {
    return missing(url, 'Not fetched: the file was imported, and does not hold it.')
  }
  const folder = absentFolderOf(url, brought)
  return missing(
    url,
    folder === null
      ? 'Not kept: the file names it, but it was not saved with it.'
      : `Not kept: it lies in the folder “${folder}”, which did not come along.`,
  )
}

/** The folder that a page was saved with and that did not come along; null for any other picture. */
export function absentFolderOf(url: string, brought: BroughtFiles): string | null {
  const folder = folderOf(url)
  return [...brought.keys()].some((name) => folderOf(name) === folder) ? null : folder
}

function folderOf(name: string): string | null {
  return /^(?![a-z][a-z0-9+.-]*:)([^/]+)\//iu.exec(name)?.[1] ?? null
}

/** Why a picture is not there: what was never asked for says so itself. */
function reasonOf({ message }: AppError): string {
  return message.startsWith('Not fetched') ? message : `Not kept. ${firstSentence(message)}`
}

function tooBig(limits: Limits): string {
  return `Not kept: the picture is larger than ${sizeInWords(limits.pictureBytes)}.`
}

function kept(url: string, bytes: Uint8Array): CapturedPicture {
  const type = pictureTypeOf(bytes)
  if (type === null) {
    return missing(
      url,
      isSvg(bytes)
        ? 'Not kept: SVG drawings can hold scripts.'
        : 'Not kept: this is no picture that Pressmark knows.',
    )
  }
  const sha256 = sha256Of(bytes)
  const file = `media-${sha256.slice(0, 32)}.${type.extension}`
  const { mediaType } = type
  const size = pictureSizeOf(bytes, mediaType)
  return { entry: { url, file, sha256, problem: null }, bytes, mediaType, size }
}

function missing(url: string, problem: string): CapturedPicture {
  const entry = { url, file: null, sha256: null, problem }
  return { entry, bytes: null, mediaType: null, size: null }
}

/** What a `data:` address is called in records: its type, without its bytes. */
function dataName(url: string): string {
  return /^data:[\w/+.-]{0,40}/u.exec(url)?.[0] ?? 'data:'
}

function bytesOfData(url: string, limits: Limits): Uint8Array {
  const comma = url.indexOf(',')
  const isBase64 = /;\s*base64$/iu.test(url.slice(0, comma))
  const data = url.slice(comma + 1)
  if (data.length > 2 * limits.pictureBytes) return new Uint8Array()
  const plain = data.replace(/%([0-9a-f]{2})/giu, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(plain, isBase64 ? 'base64' : 'latin1')
}

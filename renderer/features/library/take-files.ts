import type { CaptureRequest } from '../../../shared/api/contract.ts'
import {
  isReadableName,
  readableInWords,
  refusalByName,
} from '../../../shared/domain/readable-files.ts'
import { readBeside } from '../../../shared/domain/saved-folder.ts'
import { countOf } from '../../ui/count-of.ts'
import { pagesIn, type FoundFile, type FoundPage } from './found-files.ts'

/** A file to capture, or the sentence why there is none. */
export type TakenFile = { request: Extract<CaptureRequest, { kind: 'file' }> } | { refusal: string }

const maxFileBytes = 25 * 1024 * 1024

/** Captures of what is among these files, and a sentence for everything that is not captured. */
export async function takeFiles(
  finding: readonly FoundFile[] | Promise<readonly FoundFile[]>,
  url: string | null,
): Promise<{ requests: Extract<CaptureRequest, { kind: 'file' }>[]; refusals: string[] }> {
  const found = await foundOrWhy(finding)
  if (typeof found === 'string') return { requests: [], refusals: [found] }
  const { pages, others } = pagesIn(found)
  if (url !== null && pages.length > 1) {
    const refusal = `These are ${countOf(pages.length, 'page')}, and one address takes one. Nothing was added; choose the page of that address.`
    return { requests: [], refusals: [refusal] }
  }
  const taken = await Promise.all(pages.map((page) => takePage(page, url)))
  return {
    requests: taken.flatMap((one) => ('request' in one ? [one.request] : [])),
    refusals: [
      ...taken.flatMap((one) => ('refusal' in one ? [one.refusal] : [])),
      ...refusalsOf(others),
    ],
  }
}

/** The files, or the sentence why what was dropped cannot be read. */
async function foundOrWhy(
  finding: readonly FoundFile[] | Promise<readonly FoundFile[]>,
): Promise<readonly FoundFile[] | string> {
  try {
    return await finding
  } catch (cause) {
    if (!(cause instanceof DOMException)) throw cause
    return `What was dropped could not be read (${cause.message}). Nothing was added; check that it is still there, then add it again.`
  }
}

async function takePage({ file, beside }: FoundPage, url: string | null): Promise<TakenFile> {
  const name = `“${file.name}”`
  if (file.size > maxFileBytes) {
    const refusal = `${name} was not added: it has ${Math.ceil(file.size / 1024 / 1024)} MB, and Pressmark takes files up to ${maxFileBytes / 1024 / 1024} MB.`
    return { refusal }
  }
  try {
    const bytes = await bytesOf(file)
    const files = await readBeside(
      beside.map((one) => ({
        name: one.path,
        sizeBytes: one.file.size,
        read: () => bytesOf(one.file),
      })),
    )
    const request = {
      kind: 'file' as const,
      name: file.name,
      bytes,
      ...(url === null ? {} : { url }),
      ...(files.length === 0 ? {} : { files }),
    }
    return { request }
  } catch (cause) {
    const reason = cause instanceof DOMException ? ` (${cause.message})` : ''
    const refusal = `${name} was not added: it could not be read${reason}. Check that it is still there, then add it again.`
    return { refusal }
  }
}

async function bytesOf(file: File): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.arrayBuffer())
}

/** A file alone is told by its name, what else lies in a folder by how much it is. */
function refusalsOf(others: readonly FoundFile[]): string[] {
  const alone = others.filter(({ path }) => !path.includes('/'))
  const byFolder = Map.groupBy(
    others.filter(({ path }) => path.includes('/')),
    ({ path }) => path.slice(0, path.indexOf('/')),
  )
  return [
    ...alone.map(
      ({ file: { name } }) =>
        refusalByName(name) ?? `“${name}” was not added: Pressmark takes ${readableInWords}.`,
    ),
    ...[...byFolder].map(([folder, files]) =>
      files.some(({ path }) => isReadableName(path))
        ? `“${folder}” was saved with a page: add it together with that page.`
        : `${countOf(files.length, 'file')} of “${folder}” ${files.length === 1 ? 'was' : 'were'} not added: Pressmark takes ${readableInWords}.`,
    ),
  ]
}

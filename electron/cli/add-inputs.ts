import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { CaptureRequest } from '../../shared/api/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { filesBeside, type FilesBeside } from '../app/files-beside.ts'
import { mayBeAddress } from '../app/typed-words.ts'
import { addressList } from './address-list.ts'
import type { Known } from './add-known.ts'
import { UsageError } from './command.ts'

/**
 * One thing to capture. `request` reads it when its turn comes, and throws an `AppError` where there
 * is nothing to read; `says`: the person said something of it.
 */
export type AddInput = {
  input: string
  kind: 'address' | 'file' | 'text'
  says: boolean
  request(): Promise<CaptureRequest>
}

/** No file of this size is an article; more is not even read. */
const maxFileBytes = 60_000_000

/** What the words after `add` name: files that are there, addresses, and what standard input holds. */
export async function readInputs(
  typed: readonly string[],
  known: Known,
  readStdin: () => Promise<string>,
): Promise<AddInput[]> {
  if (typed.filter((input) => input === '-').length > 1) {
    throw new UsageError('Standard input (-) can be read once.')
  }
  const inputs: AddInput[] = []
  for (const input of typed) {
    if (input === '-') inputs.push(...(await readStandardInput(known, readStdin)))
    else inputs.push(await readInput(input, known))
  }
  return inputs
}

/** Standard input holds either a list of addresses or one text. */
async function readStandardInput(
  known: Known,
  readStdin: () => Promise<string>,
): Promise<AddInput[]> {
  let stdin: string
  try {
    stdin = await readStdin()
  } catch (error) {
    if (error instanceof AppError) return [failed('-', 'text', error)]
    throw error
  }
  const list = addressList(stdin)
  if (list !== null) return list.map((line) => addressInput(line, known))
  const request: CaptureRequest = {
    kind: 'text',
    text: stdin,
    ...fromAddress(known),
    ...known.said,
  }
  return [
    {
      input: '-',
      kind: 'text',
      says: saysSomething(known),
      request: () => Promise.resolve(request),
    },
  ]
}

/** A file where there is one of that name, else an address where it can be one. */
async function readInput(input: string, known: Known): Promise<AddInput> {
  if (/^[a-z][a-z0-9+.-]+:/iu.test(input)) return addressInput(input, known)
  try {
    const found = await stat(input)
    if (found.isFile()) return fileInput(input, known)
    return failed(input, 'file', notAFile(input, found.isDirectory()))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const isAbsent = code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG'
    if (!isAbsent) return failed(input, 'file', unreadable(input, error))
  }
  return mayBeAddress(input) ? addressInput(input, known) : failed(input, 'file', neither(input))
}

/** An address to capture. */
export function addressInput(url: string, known: Known): AddInput {
  const { allowPrivate, said } = known
  const request: CaptureRequest = { kind: 'address', url, allowPrivate, ...said }
  return {
    input: url,
    kind: 'address',
    says: saysSomething(known),
    request: () => Promise.resolve(request),
  }
}

function fileInput(path: string, known: Known): AddInput {
  const request = async (): Promise<CaptureRequest> => ({
    kind: 'file',
    name: basename(path),
    bytes: await readBytes(path),
    ...(await besideOf(path)),
    ...fromAddress(known),
    ...known.said,
  })
  return { input: path, kind: 'file', says: saysSomething(known), request }
}

/** A page comes with the folder that a browser saved beside it, if that is there. */
async function besideOf(path: string): Promise<{ files?: FilesBeside }> {
  try {
    const files = await filesBeside(path)
    return files.length === 0 ? {} : { files }
  } catch (error) {
    throw new AppError(
      'unreadable-file',
      `The folder of pictures beside “${path}” cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}). Nothing was captured; check that you may open it, or move the page elsewhere to add it without.`,
      { cause: error },
    )
  }
}

function failed(input: string, kind: AddInput['kind'], error: AppError): AddInput {
  return { input, kind, says: false, request: () => Promise.reject(error) }
}

function saysSomething({ said }: Known): boolean {
  return Object.keys(said).length > 0
}

function fromAddress({ url }: Known): { url?: string } {
  return url === undefined ? {} : { url }
}

async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const { size } = await stat(path)
    if (size > maxFileBytes) throw tooBig(path, size)
    return new Uint8Array(await readFile(path))
  } catch (error) {
    throw error instanceof AppError ? error : unreadable(path, error)
  }
}

function tooBig(path: string, sizeBytes: number): AppError {
  return new AppError(
    'too-big',
    `“${path}” has ${Math.round(sizeBytes / 1_000_000)} MB, which no article has. Nothing was captured.`,
  )
}

function notAFile(path: string, isFolder: boolean): AppError {
  const sentence = isFolder
    ? `“${path}” is a folder. Nothing was captured; name the files in it, such as ${path.replace(/[/\\]+$/u, '')}/page.html.`
    : `“${path}” is a device or a pipe, not a file. Nothing was captured; to read from a pipe, add - and send it to standard input.`
  return new AppError('unreadable-file', sentence)
}

function neither(input: string): AppError {
  return new AppError(
    'not-an-address',
    `There is no file “${input}”, and it is not a web address either. Nothing was captured; check the name, or write https:// before an address.`,
  )
}

function unreadable(path: string, cause: unknown): AppError {
  const { code } = cause as NodeJS.ErrnoException
  return new AppError(
    'unreadable-file',
    `The file “${path}” cannot be read (${code ?? 'unknown error'}). Nothing was captured; check that it exists and that you may open it.`,
    { cause },
  )
}

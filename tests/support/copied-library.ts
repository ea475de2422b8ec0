import { chmod, cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { openLibrary } from '../../electron/library/open-library.ts'
import { sealedText } from '../../electron/library/json-text.ts'
import type {
  RawVerification,
  VerifyRequest,
} from '../../electron/library/verify/verify-library.ts'
import type { RawFinding } from '../../electron/library/verify/verifying.ts'
import { newId } from '../../shared/domain/ids.ts'
import type { AppInFolder } from './app-in-folder.ts'
import { makeLibraryOfEveryKind, type LibraryOfEveryKind } from './library-of-every-kind.ts'

/**
 * A library of every kind for the tests of one file, made once and only read: what a test changes is a
 * copy, which is gone after it.
 */
export function copiesForTests() {
  let app: LibraryOfEveryKind
  beforeAll(async () => {
    app = await makeLibraryOfEveryKind()
  }, 60_000)
  afterAll(() => app.remove())

  const made: { remove(): Promise<void> }[] = []
  afterEach(async () => {
    for (const one of made.splice(0)) await one.remove()
  })
  return {
    app: () => app,
    async copy() {
      const copied = await copyOf(app)
      made.push(copied)
      return copied
    },
    verify: (folder: string, request?: Parameters<typeof verifyIn>[2]) =>
      verifyIn(app, folder, request),
  }
}

/** A copy of the library of an application, to be changed as somebody outside would. */
async function copyOf(app: AppInFolder) {
  const root = await mkdtemp(join(tmpdir(), 'pressmark-verify-'))
  const folder = join(root, 'library')
  await cp(app.library, folder, { recursive: true, preserveTimestamps: true })
  const pathOf = async (pattern: RegExp): Promise<string> =>
    join(folder, (await app.pathOf(pattern)).slice(app.library.length + 1))
  const change = async (pattern: RegExp, edit: (text: string) => string): Promise<string> => {
    const path = await pathOf(pattern)
    const before = await readFile(path, 'utf8')
    const after = edit(before)
    expect(after).not.toBe(before)
    await chmod(path, 0o644)
    await writeFile(path, after)
    return path.slice(folder.length + 1)
  }
  /** Rewrites a document with its seal, as somebody does who knows how. */
  const reseal = (pattern: RegExp, edit: (document: Document) => unknown): Promise<string> =>
    change(pattern, (text) => {
      const { sha256: _seal, ...document } = JSON.parse(text) as Document
      edit(document)
      return sealedText(document)
    })
  const remove = () => rm(root, { recursive: true })
  return { root, folder, pathOf, change, reseal, remove }
}

/** What the tests change in documents. */
type Document = Record<string, never> & {
  versions: { id: string; name: string; recordSha256: string }[]
  annotations: { target: { textSha256: string; position: { start: number; end: number } } }[]
}

/** Verifies the library in a folder on the computer of an application, or by another memory than its. */
async function verifyIn(
  app: AppInFolder,
  folder: string,
  request: Partial<VerifyRequest> & { deviceMemoryFile?: string } = {},
): Promise<RawVerification> {
  const ownMemory = join(dirname(app.library), 'data', 'device.json')
  const { deviceMemoryFile = ownMemory, ...rest } = request
  const library = await openLibrary({
    folder,
    cacheFolder: join(dirname(folder), 'cache'),
    deviceMemoryFile,
    machine: { coderId: newId(), deviceId: newId(), hostId: 'a-host', coderName: 'Ada Osei' },
  })
  const signal = new AbortController().signal
  try {
    return await library.verify({ articleIds: null, signal, onProgress: () => undefined, ...rest })
  } finally {
    await library.close()
  }
}

/** A finding as what it is, and where. */
export function short({ kind, file }: Pick<RawFinding, 'kind' | 'file'>): string {
  return `${kind} ${file}`
}

/** What fits the journal of the application's own computer: the longer one. */
export async function ownJournalOf(app: AppInFolder): Promise<RegExp> {
  const journals = (await app.files()).filter((path) => path.endsWith('.jsonl'))
  const sizes = await Promise.all(journals.map((path) => stat(join(app.library, path))))
  const [first = '', second = ''] = journals
  const longer = (sizes[0]?.size ?? 0) > (sizes[1]?.size ?? 0) ? first : second
  return new RegExp(longer.slice(-20).replace('.', '\\.'), 'u')
}

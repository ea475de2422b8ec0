import { join } from 'node:path'
import { z } from 'zod'
import { createDisk, type Disk, type LockTiming } from '../disk.ts'
import type { FileSystem } from '../file-system.ts'
import { openDocument } from '../json-document.ts'

/** A document for tests of documents: a list of words. */
export const ListFile = z.strictObject({ format: z.literal(1), words: z.array(z.string()) })
export type ListFile = z.infer<typeof ListFile>

/** The disk of a test, with locks that are waited for less long. */
export function testDisk(
  root: string,
  options: { fs?: FileSystem; timing?: Partial<LockTiming>; hostId?: string } = {},
): Disk {
  const timing = { busyAfterMs: 2_000, takeOverAfterMs: 50, ...options.timing }
  return createDisk({ root, hostId: options.hostId ?? 'this-host', fs: options.fs, timing })
}

/** `list.json` in a folder. */
export function openList(disk: Disk) {
  const initial = (): ListFile => ({ format: 1, words: [] })
  return openDocument({ disk, path: join(disk.root, 'list.json'), schema: ListFile, initial })
}

/** The change that adds a word at the end. */
export function withWord(word: string): (file: ListFile) => ListFile {
  return (file) => ({ ...file, words: [...file.words, word] })
}

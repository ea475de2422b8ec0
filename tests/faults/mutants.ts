import { basename } from 'node:path'
import { writeFile } from 'node:fs/promises'
import {
  realFileSystem,
  type FileSystem,
  type OpenFile,
} from '../../electron/library/file-system.ts'

/**
 * The library with one step of its write protocol taken out or done in the wrong order. Each must be
 * caught: a suite that passes these would pass a library that loses work.
 */
export const mutants = {
  'the sync of the folder is taken out': withSync((flags) => flags !== 'r'),
  'the sync of the file is taken out': withSync((flags) => flags === 'r'),
  'the sync of the journal is taken out': withSync((flags) => !appends(flags)),
  'the rename comes before the sync': renameFirst(),
  'the document is written in its place': writeInPlace(),
  'the state before is not kept': withoutPrevious(),
} satisfies Record<string, FileSystem>

export type MutantName = keyof typeof mutants

type Flags = Parameters<FileSystem['open']>[1]

const done = (): Promise<void> => Promise.resolve()

function appends(flags: Flags): boolean {
  return flags === 'a' || flags === 'ra'
}

function opening(change: (file: OpenFile, path: string, flags: Flags) => OpenFile): FileSystem {
  return {
    ...realFileSystem,
    open: async (path, flags) => change(await realFileSystem.open(path, flags), path, flags),
  }
}

function withSync(syncs: (flags: Flags) => boolean): FileSystem {
  return opening((file, _path, flags) => (syncs(flags) ? file : { ...file, sync: done }))
}

function isDocument(path: string): boolean {
  return /^[^.].*\.json$/u.test(basename(path))
}

function renameFirst(): FileSystem {
  const late = opening((file, _path, flags) => (flags === 'wx' ? { ...file, sync: done } : file))
  return {
    ...late,
    async rename(from, to) {
      await realFileSystem.rename(from, to)
      if (!isDocument(to)) return
      const file = await realFileSystem.open(to, 'r')
      await file.sync()
      await file.close()
    },
  }
}

function writeInPlace(): FileSystem {
  return {
    ...realFileSystem,
    async rename(from, to) {
      if (!isDocument(to)) return realFileSystem.rename(from, to)
      await writeFile(to, await realFileSystem.readFile(from), { flush: true })
      await realFileSystem.unlink(from)
    },
  }
}

function withoutPrevious(): FileSystem {
  return {
    ...realFileSystem,
    link: (from, to) => (to.includes('.prev.') ? done() : realFileSystem.link(from, to)),
    rename: (from, to) => (to.endsWith('.prev') ? done() : realFileSystem.rename(from, to)),
  }
}

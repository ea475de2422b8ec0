import type { BigIntStats } from 'node:fs'
import { basename } from 'node:path'
import { realFileSystem, type FileSystem, type OpenFile } from '../file-system.ts'

/** A call of the file system: what, and the names (without folders) of what it is done to. */
export type Call = { what: string; names: string }

/** Decides before each call whether it fails: an error to throw, or null. */
export type Fault = (call: Call, index: number) => Error | null

/** An error as the system reports it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code })
}

/** The real file system, each call noted in `calls` and failed where `fault` says so. */
export function watchedFileSystem(calls: Call[], fault: Fault = () => null): FileSystem {
  const before = (what: string, ...paths: string[]): void => {
    const call = { what, names: paths.map(stableName).join(' ') }
    calls.push(call)
    const error = fault(call, calls.length - 1)
    if (error !== null) throw error
  }
  const watch =
    <Args extends string[], Result>(what: string, call: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      before(what, ...args)
      return call(...args)
    }
  return {
    async open(path, flags) {
      before(`open ${flags}`, path)
      return watchedFile(await realFileSystem.open(path, flags), path, before)
    },
    readFile: watch('read', realFileSystem.readFile),
    stat: watch('stat', realFileSystem.stat),
    readFolder: watch('readFolder', realFileSystem.readFolder),
    makeFolder: watch('makeFolder', realFileSystem.makeFolder),
    link: watch('link', realFileSystem.link),
    makeSymbolicLink(text, path) {
      before('makeSymbolicLink', path)
      return realFileSystem.makeSymbolicLink(text, path)
    },
    readSymbolicLink: watch('readSymbolicLink', realFileSystem.readSymbolicLink),
    rename: watch('rename', realFileSystem.rename),
    unlink: watch('unlink', realFileSystem.unlink),
    removeFolder: watch('removeFolder', realFileSystem.removeFolder),
    async setMode(path, mode) {
      before('setMode', path)
      return realFileSystem.setMode(path, mode)
    },
  }
}

/** The real file system whose writes take at most `most` bytes at a time. */
export function shortWritingFileSystem(most: number): FileSystem {
  return {
    ...realFileSystem,
    async open(path, flags) {
      const file = await realFileSystem.open(path, flags)
      return { ...file, write: (bytes) => file.write(bytes.subarray(0, most)) }
    },
  }
}

/** The real file system on a drive that tells other times of change, in nanoseconds; calls are noted. */
export function withChangeTimes(told: (ns: bigint) => bigint, calls: Call[] = []): FileSystem {
  const fs = watchedFileSystem(calls)
  const retold = (stats: BigIntStats): BigIntStats => ({
    ...stats,
    mtimeNs: told(stats.mtimeNs),
    ctimeNs: told(stats.ctimeNs),
  })
  return {
    ...fs,
    stat: async (path) => retold(await fs.stat(path)),
    async open(path, flags) {
      const file = await fs.open(path, flags)
      return { ...file, stat: async () => retold(await file.stat()) }
    },
  }
}

function watchedFile(
  file: OpenFile,
  path: string,
  before: (what: string, path: string) => void,
): OpenFile {
  return {
    async write(bytes) {
      before('write', path)
      return file.write(bytes)
    },
    async read(position, length) {
      before('readPart', path)
      return file.read(position, length)
    },
    stat: () => file.stat(),
    async sync() {
      before('sync', path)
      return file.sync()
    },
    close: () => file.close(),
  }
}

/** Names of temporary files without their pid and random part. */
function stableName(path: string): string {
  return basename(path).replace(/\.\d+\.[0-9a-f]{9}\.tmp$/u, '.tmp')
}

import { constants, type BigIntStats, type Dirent } from 'node:fs'
import {
  chmod,
  link,
  mkdir,
  open,
  readFile,
  readdir,
  readlink,
  rename,
  rm,
  stat,
  symlink,
  unlink,
} from 'node:fs/promises'

/** A file that is open. `write` may take fewer bytes than it was given, as the system call may. */
export type OpenFile = {
  write(bytes: Uint8Array): Promise<number>
  /** Reads up to `length` bytes at `position`. */
  read(position: number, length: number): Promise<Uint8Array>
  stat(): Promise<BigIntStats>
  sync(): Promise<void>
  close(): Promise<void>
}

/**
 * How a file is opened: `wx` creates it and fails where something is; `a` appends, creating; `ra`
 * reads and appends to one that is there; `r` reads (folders too).
 */
export type OpenFlags = 'wx' | 'a' | 'ra' | 'r'

/** The few calls that the library makes of the file system; tests wrap them to make disks fail. */
export type FileSystem = {
  open: (path: string, flags: OpenFlags) => Promise<OpenFile>
  readFile: (path: string) => Promise<Uint8Array<ArrayBuffer>>
  stat: (path: string) => Promise<BigIntStats>
  readFolder: (path: string) => Promise<Dirent[]>
  makeFolder: (path: string) => Promise<void>
  link: (from: string, to: string) => Promise<void>
  /** Makes a symbolic link that holds `text`; fails where something is. */
  makeSymbolicLink: (text: string, path: string) => Promise<void>
  readSymbolicLink: (path: string) => Promise<string>
  rename: (from: string, to: string) => Promise<void>
  unlink: (path: string) => Promise<void>
  /** Removes a folder with everything in it. */
  removeFolder: (path: string) => Promise<void>
  setMode: (path: string, mode: number) => Promise<void>
}

async function openFile(path: string, flags: OpenFlags): Promise<OpenFile> {
  const handle = await open(path, flags === 'ra' ? constants.O_RDWR | constants.O_APPEND : flags)
  return {
    write: async (bytes) => (await handle.write(bytes)).bytesWritten,
    async read(position, length) {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, position)
      return buffer.subarray(0, bytesRead)
    },
    stat: () => handle.stat({ bigint: true }),
    sync: () => handle.sync(),
    close: () => handle.close(),
  }
}

/** The computer's own file system. */
export const realFileSystem: FileSystem = {
  open: openFile,
  readFile: (path) => readFile(path),
  stat: (path) => stat(path, { bigint: true }),
  readFolder: (path) => readdir(path, { withFileTypes: true }),
  async makeFolder(path) {
    await mkdir(path)
  },
  link: (from, to) => link(from, to),
  makeSymbolicLink: (text, path) => symlink(text, path),
  readSymbolicLink: (path) => readlink(path),
  rename: (from, to) => rename(from, to),
  unlink: (path) => unlink(path),
  removeFolder: (path) => rm(path, { recursive: true, force: true }),
  setMode: (path, mode) => chmod(path, mode),
}

import {
  close as closeDescriptor,
  constants,
  fstat,
  fsync,
  open as openDescriptor,
  read as readDescriptor,
  write as writeDescriptor,
  type BigIntStats,
  type Dirent,
} from 'node:fs'
import {
  chmod,
  link,
  mkdir,
  readFile,
  readdir,
  readlink,
  rename,
  rm,
  stat,
  symlink,
  unlink,
} from 'node:fs/promises'
import { promisify } from 'node:util'

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

// Plain descriptors: a save opens four files, and the handles of fs/promises cost more than the calls.
const calls = {
  open: promisify(openDescriptor),
  write: promisify(writeDescriptor),
  read: promisify(readDescriptor),
  sync: promisify(fsync),
  close: promisify(closeDescriptor),
}

async function openFile(path: string, flags: OpenFlags): Promise<OpenFile> {
  const mode = flags === 'ra' ? constants.O_RDWR | constants.O_APPEND : flags
  // A number that was closed may be another file's by now: it is forgotten before.
  let descriptor = await calls.open(path, mode)
  return {
    write: async (bytes) =>
      (await calls.write(descriptor, bytes, 0, bytes.length, null)).bytesWritten,
    async read(position, length) {
      const room = new Uint8Array(length)
      const { buffer, bytesRead } = await calls.read(descriptor, room, 0, length, position)
      return buffer.subarray(0, bytesRead)
    },
    stat: () => statDescriptor(descriptor),
    sync: () => calls.sync(descriptor),
    async close() {
      const last = descriptor
      descriptor = -1
      if (last !== -1) await calls.close(last)
    },
  }
}

function statDescriptor(descriptor: number): Promise<BigIntStats> {
  return new Promise((resolve, reject) => {
    fstat(descriptor, { bigint: true }, (error, stats) => {
      if (error === null) resolve(stats)
      else reject(error)
    })
  })
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

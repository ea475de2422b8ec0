/** Every bound that a capture keeps to: sizes in bytes, times in milliseconds. */
export type Limits = {
  connectTimeoutMs: number
  headersTimeoutMs: number
  idleTimeoutMs: number
  totalTimeoutMs: number
  redirects: number
  wireBytes: number
  decodedBytes: number
  htmlBytes: number
  fileBytes: number
  listBytes: number
  /** What is kept of the body of a redirect or an error, and how long it is waited for. */
  smallBodyBytes: number
  smallBodyMs: number
  /** Beyond `ratioFromBytes`, a body may unpack to at most this many times its size on the wire. */
  unpackRatio: number
  ratioFromBytes: number
  pictureBytes: number
  pictures: number
  picturesTotalMs: number
  /** What a page needs beside itself, its pictures among it: how many, how much on the wire, how long. */
  parts: number
  partsBytes: number
  partsTotalMs: number
  /** How much of its parts the page in one file may hold, as text. */
  copyBytes: number
  extractionMs: number
  extractionMemoryMb: number
}

const megabyte = 1024 * 1024

/** The bounds that ship. */
export const defaultLimits: Limits = {
  connectTimeoutMs: 10_000,
  headersTimeoutMs: 20_000,
  idleTimeoutMs: 15_000,
  totalTimeoutMs: 60_000,
  redirects: 10,
  wireBytes: 25 * megabyte,
  decodedBytes: 50 * megabyte,
  htmlBytes: 10 * megabyte,
  fileBytes: 25 * megabyte,
  listBytes: 10 * megabyte,
  smallBodyBytes: megabyte / 16,
  smallBodyMs: 2_000,
  unpackRatio: 100,
  ratioFromBytes: megabyte,
  pictureBytes: 10 * megabyte,
  pictures: 40,
  picturesTotalMs: 30_000,
  parts: 200,
  partsBytes: 40 * megabyte,
  partsTotalMs: 45_000,
  copyBytes: 48 * megabyte,
  extractionMs: 20_000,
  extractionMemoryMb: 512,
}

/** A size as people read it: whole megabytes, or kilobytes below one. */
export function sizeInWords(bytes: number): string {
  if (bytes >= megabyte) return `${Math.round(bytes / megabyte)} MB`
  return `${Math.max(1, Math.round(bytes / 1024))} KB`
}

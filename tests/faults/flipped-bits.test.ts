import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Finding } from '../../shared/api/verification.ts'
import {
  makeLibraryOfEveryKind,
  type LibraryOfEveryKind,
} from '../support/library-of-every-kind.ts'
import { seededChance } from './chance.ts'

const bitsInFile = 5
const bitsInLine = 8
const { between } = seededChance('flipped bits')

let app: LibraryOfEveryKind
beforeAll(async () => {
  app = await makeLibraryOfEveryKind()
})
afterAll(() => app.remove())

/** What verification says of a file with one bit flipped, which is flipped back. */
async function withFlippedBit(path: string, bit: number): Promise<Finding[]> {
  const file = join(app.library, path)
  const bytes = await readFile(file)
  const at = Math.floor(bit / 8)
  const flipped = Buffer.from(bytes)
  flipped[at] = (bytes[at] ?? 0) ^ (1 << (bit % 8))
  await chmod(file, 0o644)
  await writeFile(file, flipped)
  try {
    const { findings } = await app.call('library.verify', {})
    return findings.filter((finding) => finding.file === path)
  } finally {
    await writeFile(file, bytes)
  }
}

/** Flips bits between two bytes of a file; answers where it went unnoticed, or was called something else. */
async function unnoticed(
  path: string,
  start: number,
  end: number,
  bits: number[],
): Promise<string[]> {
  const missed: string[] = []
  for (const bit of bits.map((one) => start * 8 + (one % ((end - start) * 8)))) {
    const findings = await withFlippedBit(path, bit)
    const isNamed = findings.some(({ kind }) => kind === 'altered')
    if (!isNamed) missed.push(`bit ${bit} of ${path}: ${findings.map(({ kind }) => kind).join()}`)
  }
  return missed
}

test('no flipped bit of a version’s file or record goes unnoticed', async () => {
  const files = (await app.files()).filter((path) => /\/(?:v\d+-|media-)[^/]+$/u.test(path))
  expect(files.length).toBeGreaterThan(30)
  for (const path of files) {
    const { length } = await readFile(join(app.library, path))
    const bits = Array.from({ length: bitsInFile }, () => between(0, length * 8 - 1))
    // An empty file has no bits; none of these is one.
    expect(length).toBeGreaterThan(0)
    expect(await unnoticed(path, 0, length, bits)).toEqual([])
  }
})

test('no flipped bit of a line of a journal goes unnoticed, its line feed included', async () => {
  const journals = (await app.files()).filter((path) => path.endsWith('.jsonl'))
  expect(journals).toHaveLength(2)
  for (const path of journals) {
    const bytes = await readFile(join(app.library, path))
    let start = 0
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
      const length = (end + 1 - start) * 8
      const anywhere = Array.from({ length: bitsInLine }, () => between(0, length - 1))
      const ofLineFeed = [length - 1 - between(0, 7)]
      const ofClosing = [length - 9 - between(0, 8 * 75 - 1)]
      const bits = [...anywhere, ...ofLineFeed, ...ofClosing]
      expect(await unnoticed(path, start, end + 1, bits)).toEqual([])
      start = end + 1
    }
    expect(start).toBe(bytes.length)
  }
})

test('once every bit is back the library is whole again', async () => {
  expect((await app.call('library.verify', {})).findings).toEqual([])
})

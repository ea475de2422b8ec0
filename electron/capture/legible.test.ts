import { createHash } from 'node:crypto'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { decodeText } from './charset.ts'
import { isLegible } from './legible.ts'
import { defaultLimits } from './limits.ts'
import { readMhtml, type MhtmlTask } from './mhtml/read-mhtml.ts'
import { readFile, readText } from './read-given.ts'

/** Bytes like those of /dev/urandom, the same at every run. */
function noise(seed: string, length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, index) =>
    createHash('sha256').update(`${seed} ${index}`).digest(),
  )
  return Buffer.concat(blocks).subarray(0, length)
}

const options = {
  version: '0',
  limits: defaultLimits,
  unpack: async (task: MhtmlTask) => Promise.resolve(readMhtml(task)),
}
const read = (name: string, bytes: Uint8Array) => readFile({ name, bytes }, options)

test.each([200, 3_000, 100_000])(
  '%i random bytes are no article, under any name',
  async (length) => {
    for (let seed = 0; seed < 20; seed += 1) {
      const bytes = noise(`seed ${seed}`, length)
      for (const name of ['noise.txt', 'noise.html', 'noise']) {
        await expect(read(name, bytes)).rejects.toThrow(
          /“noise[.a-z]*” is .+ Nothing was captured/u,
        )
      }
    }
  },
)

test('random bytes behind a UTF-16 mark are no article either', async () => {
  const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), noise('utf-16', 3_000)])
  await expect(read('noise.txt', bytes)).rejects.toThrow('binary data')
})

test.each([
  ['utf-16le', { addBOM: true }],
  ['utf-16be', { addBOM: true }],
  ['utf-8', { addBOM: true }],
  ['utf-8', {}],
  ['windows-1252', {}],
])('a text in %s is read', async (encoding, mark) => {
  const text = '“A quay”\n\nThe café’s owner paid €240 – finally.'
  const { task } = await read('quay.txt', iconv.encode(text, encoding, mark))
  expect(task).toMatchObject({ kind: 'text' })
  expect('text' in task && task.text.replace('\ufeff', '')).toBe(text)
})

test.each([
  ['Japanese in UTF-16', iconv.encode('港の議会は採決を延期した。', 'utf-16le', { addBOM: true })],
  [
    'emoji, a soft hyphen, joiners',
    Buffer.from('A quay 👩‍👩‍👧\u00ad and a bell \u0007 somewhere in a line of it'),
  ],
  [
    'a colour code of a terminal',
    Buffer.from('\u001b[31mRed\u001b[0m, said the log, \u001b[32mgreen'),
  ],
])('%s is text', (_name, bytes) => {
  expect(isLegible(decodeText(bytes, { header: null, isHtml: false }).text)).toBe(true)
})

test('what was pasted and is no text is refused', () => {
  expect(() => readText({ text: 'GIF\u0001\u0002\u0003\u0004 data' }, options)).toThrow(
    'What was pasted is binary data',
  )
})

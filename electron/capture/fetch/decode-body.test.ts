import { randomBytes } from 'node:crypto'
import zlib from 'node:zlib'
import { expect, test } from 'vitest'
import { defaultLimits } from '../limits.ts'
import { decodeBody } from './decode-body.ts'

const megabyte = 1024 * 1024
const options = {
  host: 'ledger.example',
  limits: defaultLimits,
  signal: new AbortController().signal,
}
const packers: Record<string, (bytes: Uint8Array) => Buffer> = {
  gzip: (bytes) => zlib.gzipSync(bytes),
  br: (bytes) => zlib.brotliCompressSync(bytes),
  zstd: (bytes) => zlib.zstdCompressSync(bytes),
  deflate: (bytes) => zlib.deflateSync(bytes),
}
const zeros = Buffer.alloc(64 * megabyte)

for (const [encoding, pack] of Object.entries(packers)) {
  test(`a ${encoding} bomb stops at the limit, in a sentence that says so`, async () => {
    const bomb = pack(zeros)
    await expect(decodeBody(bomb, encoding, options)).rejects.toMatchObject({
      code: 'too-big',
      message: expect.stringMatching(
        /^The page from ledger\.example comes packed \((?:gzip|br|zstd|deflate)\) and grows past the limit of \d+ MB when it is unpacked, .+ Nothing was kept; .+\.$/u,
      ) as string,
    })
  })

  test(`a ${encoding} body that is cut is incomplete, and one that is damaged is told as such`, async () => {
    const packed = pack(Buffer.from(randomBytes(200_000).toString('base64')))
    const cut = decodeBody(packed.subarray(0, 100_000), encoding, options)
    await expect(cut).rejects.toMatchObject({
      code: 'incomplete',
      message: expect.stringContaining('was cut before the page was complete') as string,
    })
    const damaged = Buffer.from(packed)
    damaged.fill(0x5a, 20, 100_000)
    await expect(decodeBody(damaged, encoding, options)).rejects.toMatchObject({
      code: 'incomplete',
      message: expect.stringContaining(
        `came damaged and cannot be unpacked (${encoding})`,
      ) as string,
    })
  })
}

test('a page that packs well is no bomb below the first megabyte', async () => {
  const page = Buffer.from('<p>The same line, again and again.'.repeat(20_000))
  expect(await decodeBody(zlib.gzipSync(page), 'gzip', options)).toEqual(page)
})

test('a bomb inside a bomb stops too', async () => {
  const twice = zlib.gzipSync(zlib.gzipSync(zeros))
  await expect(decodeBody(twice, 'gzip, gzip', options)).rejects.toMatchObject({ code: 'too-big' })
})

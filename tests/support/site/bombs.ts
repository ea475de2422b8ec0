import zlib from 'node:zlib'
import type { Answer, Behaviours } from './answer.ts'

const megabyte = 1024 * 1024

/** A packed gigabyte of spaces: gzip and zstd go on where the next member begins. */
function packedGigabyte(pack: (bytes: Uint8Array) => Buffer): Buffer {
  const member = pack(Buffer.alloc(16 * megabyte, ' '))
  return Buffer.concat(Array.from({ length: 64 }, () => member))
}

/** Brotli knows no members: a smaller one, far past every limit all the same. */
function packedByBrotli(): Buffer {
  const params = { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 }
  return zlib.brotliCompressSync(Buffer.alloc(128 * megabyte, ' '), { params })
}

/** A small body that unpacks to what no disk should hold; made when it is first asked for. */
function bomb(encoding: string, make: () => Buffer): Answer {
  let made: Buffer | null = null
  return ({ response }) => {
    made ??= make()
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-encoding': encoding,
    })
    response.end(made)
  }
}

/** Bodies that grow when they are unpacked, one for each encoding that a capture asks for. */
export const bombs: Behaviours = {
  '/bomb/gzip': bomb('gzip', () => packedGigabyte(zlib.gzipSync)),
  '/bomb/gzip-twice': bomb('gzip, gzip', () => zlib.gzipSync(packedGigabyte(zlib.gzipSync))),
  '/bomb/br': bomb('br', packedByBrotli),
  '/bomb/zstd': bomb('zstd', () => packedGigabyte(zlib.zstdCompressSync)),
}

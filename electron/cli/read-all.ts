import { TextDecoder } from 'node:util'
import { AppError } from '../../shared/errors.ts'

/**
 * The text that a stream holds, without its byte order mark: UTF-8, or UTF-16 where a mark says so.
 * Throws `unreadable-file` for other bytes: what was guessed here would be kept as evidence.
 */
export async function readAll(stream: AsyncIterable<Buffer | string>): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  const bytes = Buffer.concat(chunks)
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes)
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    throw new AppError(
      'unreadable-file',
      'What came on standard input is not text in UTF-8. Nothing was captured; save it as a .txt or .html file and add the file, whose encoding Pressmark finds out.',
      { cause },
    )
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

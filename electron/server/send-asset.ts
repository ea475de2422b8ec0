import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { assetPath } from '../web/asset-path.ts'

/** Answers with a part of the built interface, or 404. */
export async function sendAsset(
  response: ServerResponse,
  rendererFolder: string,
  request: { method: string; path: string },
): Promise<void> {
  const asset = assetPath(request.path)
  const bytes = asset === null ? null : await readOrNull(join(rendererFolder, ...asset.segments))
  if (asset === null || bytes === null) {
    response.statusCode = 404
    response.end()
    return
  }
  response.setHeader('Content-Type', asset.mediaType)
  response.setHeader('Content-Length', bytes.length)
  response.end(request.method === 'HEAD' ? undefined : bytes)
}

async function readOrNull(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return null
    throw error
  }
}

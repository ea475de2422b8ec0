import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { assetPath } from '../web/asset-path.ts'
import { securityHeaders } from '../web/content-security-policy.ts'
import { isAppUrl } from '../web/navigation.ts'

/** Answers a request to `app:` with a part of the built interface; what is not one does not exist. */
export async function answerRequest(
  request: { method: string; url: string },
  rendererFolder: string,
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405)
  const asset = isAppUrl(request.url) ? assetPath(new URL(request.url).pathname) : null
  const bytes = asset === null ? null : await readOrNull(join(rendererFolder, ...asset.segments))
  if (asset === null || bytes === null) return refusal(404)
  return new Response(request.method === 'HEAD' ? null : bytes, {
    headers: { ...securityHeaders, 'Content-Type': asset.mediaType },
  })
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: securityHeaders })
}

async function readOrNull(path: string): Promise<Buffer<ArrayBuffer> | null> {
  try {
    return await readFile(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return null
    throw error
  }
}

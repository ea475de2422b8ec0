const mediaTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  json: 'application/json; charset=utf-8',
}

/** A part of the interface: its path below the built renderer, segment by segment, and its type. */
export type Asset = { segments: string[]; mediaType: string }

/**
 * The part of the interface that a request's path names, or null.
 *
 * Decided on the decoded segments alone: no `..`, no dot files, no empty segment, no NUL, no colon,
 * no backslash, a known type. What is not an asset does not exist.
 */
export function assetPath(requestPath: string): Asset | null {
  const path = requestPath === '/' ? '/index.html' : requestPath
  let segments: string[]
  try {
    segments = path.split('/').slice(1).map(decodeURIComponent)
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
  const isPlain = segments.every((segment) => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/u.test(segment))
  const extension = /\.([a-z0-9]+)$/u.exec(segments.at(-1) ?? '')?.[1]
  const mediaType = extension === undefined ? undefined : mediaTypes[extension]
  return isPlain && mediaType !== undefined ? { segments, mediaType } : null
}

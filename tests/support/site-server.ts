import { createReadStream, statSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import type { Answer, Behaviours } from './site/answer.ts'
import { bombs } from './site/bombs.ts'
import { brokenBodies } from './site/broken-bodies.ts'
import { charsets } from './site/charsets.ts'
import { feeds } from './site/feeds.ts'
import { mediaTypes } from './site/media-types.ts'
import { redirects } from './site/redirects.ts'
import { statuses } from './site/statuses.ts'
import { rememberingBehaviours } from './site/visits.ts'

const typesOfFiles: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
}

/** A small web site on loopback. `requests` lists the paths that were asked for, in order. */
export type Site = {
  origin: string
  port: number
  requests: string[]
  url(path: string): string
  /** Answers a path with a status from now on, as a page does that was taken down. */
  answerFromNowOn(path: string, status: number): void
  close(): Promise<void>
}

/** Serves the behaviours of `site/`, each at its path, and beside them the files of a folder. */
export async function startSite(folder: string): Promise<Site> {
  const requests: string[] = []
  const taken = new Map<string, number>()
  const behaviours: Behaviours = {
    ...statuses,
    ...redirects,
    ...brokenBodies,
    ...bombs,
    ...mediaTypes,
    ...charsets,
    ...feeds,
    ...rememberingBehaviours(),
  }
  const server = createServer((request, response) => {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://site')
    requests.push(path)
    const code = taken.get(path)
    const found = behaviourAt(behaviours, code === undefined ? path : `/status/${code}`)
    if (found === null) sendFile(response, folder, path)
    else found.answer({ request, response, rest: found.rest, query })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const origin = `http://127.0.0.1:${address.port}`
  return {
    origin,
    port: address.port,
    requests,
    answerFromNowOn: (path, status) => void taken.set(path, status),
    url: (path) => `${origin}/${path}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The behaviour of exactly this path, else of the folder that it lies in. */
function behaviourAt(
  behaviours: Behaviours,
  path: string,
): { answer: Answer; rest: string } | null {
  const exact = behaviours[path]
  if (exact !== undefined) return { answer: exact, rest: '' }
  const slash = path.indexOf('/', 1)
  const below = slash === -1 ? undefined : behaviours[`${path.slice(0, slash)}/*`]
  return below === undefined ? null : { answer: below, rest: path.slice(slash + 1) }
}

function sendFile(response: ServerResponse, folder: string, path: string): void {
  const file = join(folder, normalize(path))
  const type = typesOfFiles[extname(file)]
  if (type === undefined || statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
    response.writeHead(404, { 'content-type': 'text/html' })
    response.end('<h1>Not found</h1>')
    return
  }
  // An old server names no charset: what lies in windows-1252 has to be recognised by its bytes.
  const isOld = file.endsWith('windows-1252.html')
  response.writeHead(200, { 'content-type': isOld ? 'text/html' : type })
  createReadStream(file).pipe(response)
}

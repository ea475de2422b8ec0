import { createReadStream, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { gzipSync } from 'node:zlib'

const mediaTypes: Readonly<Record<string, string>> = {
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
  close(): Promise<void>
}

/** Serves the files of a folder, and under /bad/ the answers that a capture has to survive. */
export async function startSite(folder: string): Promise<Site> {
  const requests: string[] = []
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://site').pathname
    requests.push(path)
    const misbehave = badAnswers[path]
    if (misbehave === undefined) sendFile(response, folder, path)
    else misbehave(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const origin = `http://127.0.0.1:${address.port}`
  return {
    origin,
    port: address.port,
    requests,
    url: (path) => `${origin}/${path}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** An answer that looks like an article, so that only the status tells that it is none. */
const articleLike = `<!doctype html><title>Page</title><article><h1>Page</h1>${'<p>A paragraph that looks like the text of an article, long enough to be taken for one.</p>'.repeat(12)}</article>`

const badAnswers: Readonly<Record<string, Answer>> = {
  '/bad/404': status(404),
  '/bad/500': status(500),
  '/bad/cut': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-length': 10_000 })
    response.write(articleLike.slice(0, 400))
    setImmediate(() => response.destroy())
  },
  '/bad/endless': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    const chunk = Buffer.alloc(256 * 1024, 'x')
    const send = (): void => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once('drain', send)
    }
    send()
  },
  '/bad/gzip-bomb': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
    response.end(gzipSync(Buffer.alloc(200 * 1024 * 1024, 0x20)))
  },
  '/bad/loop': redirect('/bad/loop'),
  '/bad/to-private': redirect('http://10.0.0.1/'),
  '/bad/to-file': redirect('file:///etc/hostname'),
  '/bad/picture': (_request, response) => {
    response.writeHead(200, { 'content-type': 'image/png' })
    response.end(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
  },
  '/bad/empty': html(''),
  '/bad/script-only': html(
    '<!doctype html><title>App</title><div id="root"></div><script>render()</script>',
  ),
  '/bad/windows-1252': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end(
      Buffer.from(
        articleLike.replace('A paragraph', '\u0093Finally\u0094 \u0096 \u0080240: a paragraph'),
        'latin1',
      ),
    )
  },
}

function status(code: number): Answer {
  return (_request, response) => {
    response.writeHead(code, { 'content-type': 'text/html; charset=utf-8' })
    response.end(articleLike)
  }
}

function redirect(location: string): Answer {
  return (_request, response) => {
    response.writeHead(302, { location })
    response.end()
  }
}

function html(body: string): Answer {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(body)
  }
}

function sendFile(response: ServerResponse, folder: string, path: string): void {
  const file = join(folder, normalize(path))
  const type = mediaTypes[extname(file)]
  if (type === undefined || statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
    response.writeHead(404, { 'content-type': 'text/html' })
    response.end('<h1>Not found</h1>')
    return
  }
  response.writeHead(200, { 'content-type': type })
  createReadStream(file).pipe(response)
}

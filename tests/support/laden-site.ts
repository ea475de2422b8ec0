import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import zlib from 'node:zlib'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAcAAAAFCAIAAAAG+GGPAAAAFElEQVR4nGPcYmPDgAGYMIWoIgoAgZwBNkgLPqQAAAAASUVORK5CYII=',
  'base64',
)
/** What its article says, twice. */
export const wordsOfLadenPage =
  'The harbour council put off its vote on the quay after three hours of argument, and its members went home without a word to the press that waited.'

/** Fiction: a page with everything that a page loads, sends and runs. */
export const ladenPage = `<!doctype html><html lang="en" onload="steal()"><head><title>A quay</title>
<base href="/assets/"><meta http-equiv="refresh" content="0;url=https://elsewhere.example/">
<link rel="stylesheet" href="main.css"><link rel="preload" as="style" href="late.css" onload="this.rel='stylesheet'">
<link rel="stylesheet" href="gone.css"><link rel="preconnect" href="https://elsewhere.example">
<style media="screen">@import url(imported.css); h1 { background: url('pic.png?one') }</style>
<script src="app.js"></script></head>
<body background="pic.png"><article><h1>A quay</h1><p style="background:url(pic.png?two)">${wordsOfLadenPage}</p>
<picture><source srcset="pic.png?small 300w, pic.png?large 1200w"><img src="pic.png?small" alt="The quay"></picture>
<p>${wordsOfLadenPage} Again.</p><img data-src="pic.png?lazy" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="lazy">
<svg><use href="https://elsewhere.example/x.svg#a"/><rect fill="url(http://10.0.0.1/y.svg#b)"/></svg>
<iframe src="https://videos.example/watch?v=1"></iframe><a href="javascript:steal()" onclick="steal()">Go</a>
<a href="/more">More</a><form action="https://elsewhere.example/"><input name="q"></form>
<noscript><img src="https://elsewhere.example/pixel.gif"></noscript></article></body></html>`

const routesFor = (port: () => number): Record<string, (response: ServerResponse) => void> => ({
  '/start': (response) =>
    response
      .writeHead(302, {
        location: `http://reader:PLANTED-LOCATION@127.0.0.1:${port()}/page`,
        'set-cookie': ['id=PLANTED-COOKIE; HttpOnly', 'other=PLANTED-COOKIE'],
      })
      .end('<a href="/page">moved</a>'),
  '/page': (response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.setHeader('Set-Cookie', 'id=PLANTED-COOKIE')
    response.setHeader('Content-Encoding', 'gzip')
    response.write(zlib.gzipSync(ladenPage))
    response.end()
  },
  '/assets/main.css': css(
    'body { font: 1em Own } @font-face { font-family: Own; src: url(own.woff2) }',
  ),
  '/assets/late.css': css('p { color: #123456 }'),
  '/assets/imported.css': css('@import "deep.css"; .x { background: url(pic.png) }'),
  '/assets/deep.css': css('@import "imported.css"; .deep { color: #654321 }'),
  '/assets/own.woff2': (response) => {
    response.setHeader('content-type', 'font/woff2')
    response.end('wOF2 a font')
  },
})

function css(text: string) {
  return (response: ServerResponse): void => {
    response.setHeader('content-type', 'text/css')
    response.end(text)
  }
}

/** A site of that page on loopback; secrets in its answers hold the word PLANTED. */
export type LadenSite = {
  port: number
  /** The paths that were asked for, in order. */
  requested: string[]
  /** More paths that it answers. */
  routes: Record<string, (response: ServerResponse) => void>
  close(): Promise<void>
}

/** Serves the laden page, reached from `/start` by a redirect, and all that it needs. */
export async function startLadenSite(): Promise<LadenSite> {
  const requested: string[] = []
  let port = 0
  const routes = routesFor(() => port)
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    requested.push(path)
    const route = routes[path]
    if (route !== undefined) route(response)
    else if (path.startsWith('/assets/pic.png')) response.end(png)
    else response.writeHead(404).end('no such file')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
  return {
    port,
    requested,
    routes,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

import type { Answer, Behaviours } from './answer.ts'
import { articlePage } from './fiction.ts'

const type = 'text/html; charset=utf-8'

/** Takes the request and never answers; the connection ends when the one who asks gives up. */
const neverAnswers: Answer = () => undefined

/** A page that comes a byte a second, for as long as somebody listens. */
const byteASecond: Answer = ({ response }) => {
  const page = articlePage('A page that drips')
  response.writeHead(200, { 'content-type': type })
  let sent = 0
  const drip = (): void => void response.write(page[sent++ % page.length] ?? '')
  drip()
  const dripping = setInterval(drip, 1_000)
  response.once('close', () => clearInterval(dripping))
}

/** Promises 10,000 bytes and hangs up after 4,000. */
const cut: Answer = ({ response }) => {
  response.writeHead(200, { 'content-type': type, 'content-length': 10_000 })
  const half = articlePage('A page that is cut').repeat(8).slice(0, 4_000)
  response.write(half, () => response.destroy())
}

/** A body without an end, as fast as it is taken. */
const endless: Answer = ({ response }) => {
  response.writeHead(200, { 'content-type': type })
  const chunk = Buffer.alloc(256 * 1024, 'x')
  const send = (): void => {
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once('drain', send)
  }
  send()
}

/** Bodies that are late, cut, or never end. */
export const brokenBodies: Behaviours = {
  '/slow/header': neverAnswers,
  '/slow/body': byteASecond,
  '/cut': cut,
  '/huge': endless,
}

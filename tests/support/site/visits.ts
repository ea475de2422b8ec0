import type { Answer, Behaviours } from './answer.ts'
import { send } from './answer.ts'
import { articlePage } from './fiction.ts'

/** Behaviours that remember: what a second visit meets depends on the first. */
export function rememberingBehaviours(): Behaviours {
  let storyVisits = 0
  let canaries = 0
  const waiting: (() => void)[] = []
  let isLetGo = false

  /** One version on the first visit, another on every later one. */
  const story: Answer = ({ response }) => {
    storyVisits += 1
    const words = storyVisits === 1 ? 'The reckless ferry' : 'The regrettable ferry'
    send(response, articlePage('A story that is softened', words))
  }
  const reset: Answer = ({ response }) => {
    storyVisits = 0
    response.writeHead(204).end()
  }
  /** What only a script or a careless request would ask for. */
  const canary: Answer = ({ response }) => {
    canaries += 1
    response.writeHead(204).end()
  }
  const canaryCount: Answer = ({ response }) => send(response, String(canaries), 'text/plain')

  /** A page that keeps whoever asks waiting, until `/let-go` is asked for. */
  const held: Answer = ({ response, rest }) => {
    const page = articlePage(`Article ${rest} that was waited for`, `The ferry number ${rest}`)
    if (isLetGo) send(response, page)
    else waiting.push(() => send(response, page))
  }
  const letGo: Answer = ({ response }) => {
    isLetGo = true
    for (const answer of waiting.splice(0)) answer()
    response.writeHead(204).end()
  }

  return {
    '/story': story,
    '/held/*': held,
    '/let-go': letGo,
    '/reset': reset,
    '/canary/*': canary,
    '/canary-count': canaryCount,
    '/etag/*': unlessKnown,
    '/many': list,
    '/many/*': oneOfMany,
    '/robots.txt': robots,
    '/private/*': asked,
  }
}

/** A page with an ETag: 304 for whoever has it. */
const unlessKnown: Answer = ({ request, response, rest }) => {
  const tag = `"${rest}"`
  response.setHeader('etag', tag)
  if (request.headers['if-none-match'] === tag) response.writeHead(304).end()
  else send(response, articlePage(`A page that stays: ${rest}`))
}

/** The addresses of `n` small articles, a line each, to be pasted. */
const list: Answer = ({ request, response, query }) => {
  const count = Number(query.get('n') ?? 10)
  const lines = Array.from(
    { length: count },
    (_, index) => `http://${request.headers.host ?? ''}/many/${index + 1}`,
  )
  send(response, lines.join('\n'), 'text/plain; charset=utf-8')
}

const oneOfMany: Answer = ({ response, rest }) =>
  send(response, articlePage(`Article ${rest} of many`, `The ferry number ${rest}`))

const robots: Answer = ({ response }) =>
  send(response, 'User-agent: *\nDisallow: /private/\n', 'text/plain')

/** A page that robots are asked not to read; a person who pastes its address is none. */
const asked: Answer = ({ response, rest }) =>
  send(response, articlePage(`A page for people: ${rest}`))

import type { Answer, Behaviours } from './answer.ts'
import { send } from './answer.ts'
import { articlePage } from './fiction.ts'

/** A status that says “no”, over a body that looks like an article: only the status tells. */
function status(code: number, headers: Record<string, string> = {}): Answer {
  return ({ response }) => {
    response.writeHead(code, { 'content-type': 'text/html; charset=utf-8', ...headers })
    response.end(articlePage(`Page of a ${code}`))
  }
}

/** A page that is there, with nothing in it. */
const empty: Answer = ({ response }) => send(response, '')

/** A page whose text only its script would write. */
const scriptOnly: Answer = ({ response }) =>
  send(response, '<!doctype html><title>App</title><div id="root"></div><script>render()</script>')

/** Answers that hold no article. */
export const statuses: Behaviours = {
  '/status/403': status(403),
  '/status/404': status(404),
  '/status/410': status(410),
  '/status/429': status(429, { 'retry-after': '2' }),
  '/status/500': status(500),
  '/status/503': status(503, { 'retry-after': '2' }),
  '/empty': empty,
  '/script-only': scriptOnly,
}

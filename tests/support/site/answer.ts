import type { IncomingMessage, ServerResponse } from 'node:http'

/** One request: `rest` is what the `*` of a path stands for. */
export type Visit = {
  request: IncomingMessage
  response: ServerResponse
  rest: string
  query: URLSearchParams
}

/** One behaviour of the site. */
export type Answer = (visit: Visit) => void

/** Behaviours by path; one that ends in `/*` answers for all below it. */
export type Behaviours = Readonly<Record<string, Answer>>

/** Answers with a page, or with any bytes that are called one. `type` null: the server names none. */
export function send(
  response: ServerResponse,
  body: string | Uint8Array,
  type: string | null = 'text/html; charset=utf-8',
): void {
  if (type !== null) response.setHeader('content-type', type)
  response.end(body)
}

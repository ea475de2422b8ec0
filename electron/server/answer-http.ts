import type { IncomingMessage, ServerResponse } from 'node:http'
import { securityHeaders } from '../web/content-security-policy.ts'
import { doorPage } from './door-page.ts'
import { judgeRequest, type GuardSecrets, type Place, type RequestFacts } from './guard.ts'
import type { LaunchTokens } from './launch-tokens.ts'
import { answerSecondStart } from './second-start.ts'
import { sendAsset } from './send-asset.ts'

/** What the answers of one run are made of. `key` is the one of the run's record. */
export type Run = {
  rendererFolder: string
  secrets: GuardSecrets
  tokens: LaunchTokens
  key: string
  /** A launch token for a second start. */
  makeToken: () => string
}

/** The parts of a request that the guard judges. */
export function factsOf({ method, url, headers, headersDistinct }: IncomingMessage): RequestFacts {
  const header = (name: string): string | undefined => {
    const value = headers[name]
    return typeof value === 'string' ? value : undefined
  }
  return {
    method: method ?? 'GET',
    path: (url ?? '/').split(/[?#]/u, 1)[0] ?? '/',
    // Node keeps the first of two, and somebody before us may have judged the second.
    host: headersDistinct['host']?.length === 1 ? headers.host : undefined,
    origin: header('origin'),
    contentType: header('content-type'),
    cookie: header('cookie'),
    fetchSite: header('sec-fetch-site'),
    fetchMode: header('sec-fetch-mode'),
    fetchDest: header('sec-fetch-dest'),
  }
}

/** Answers a request that is no upgrade, as the guard judges it. */
export async function answerHttp(
  request: IncomingMessage,
  response: ServerResponse,
  run: Run,
): Promise<void> {
  const facts = factsOf(request)
  const verdict = judgeRequest(facts, run.secrets)
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
  if (verdict.route === 'asset') await sendAsset(response, run.rendererFolder, facts)
  else if (verdict.route === 'door') sendDoor(response, run, facts.method)
  else if (verdict.route === 'session') await openSession(request, response, verdict.place, run)
  else if (verdict.route === 'launch') await welcomeSecondStart(request, response, run)
  else {
    request.resume()
    end(response, verdict.route === 'refuse' ? verdict.status : 400)
  }
}

function sendDoor(response: ServerResponse, { secrets }: Run, method: string): void {
  const { html, policy } = doorPage(secrets.home.origin)
  response.setHeader('Content-Security-Policy', policy)
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.setHeader('Content-Length', Buffer.byteLength(html))
  response.end(method === 'HEAD' ? undefined : html)
}

/** Exchanges a launch token for the session cookie. The token is spent by the first who has it. */
async function openSession(
  request: IncomingMessage,
  response: ServerResponse,
  place: Place,
  { secrets, tokens }: Run,
): Promise<void> {
  const token = tokenIn(await readBody(request))
  if (token === null || !tokens.spend(token)) {
    end(response, 403)
    return
  }
  response.setHeader(
    'Set-Cookie',
    `${secrets.cookieName}=${place.session}; HttpOnly; SameSite=Strict; Path=/`,
  )
  end(response, 204)
}

async function welcomeSecondStart(
  request: IncomingMessage,
  response: ServerResponse,
  { secrets, key, makeToken }: Run,
): Promise<void> {
  const home = secrets.home.origin
  const answer = answerSecondStart((await readBody(request)) ?? '', { key, home, makeToken })
  if (answer === null) {
    end(response, 403)
    return
  }
  response.setHeader('Content-Type', 'application/json; charset=utf-8')
  response.end(answer)
}

function end(response: ServerResponse, status: number): void {
  response.statusCode = status
  response.end()
}

/** The text of a request that is as short as ours are; null of a longer one. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > 1_024) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function tokenIn(body: string | null): string | null {
  const match = /^\{\s*"token"\s*:\s*"([A-Za-z0-9_-]+)"\s*\}$/u.exec((body ?? '').trim())
  return match?.[1] ?? null
}

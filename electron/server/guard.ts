import { timingSafeEqual } from 'node:crypto'

/** The parts of a request that decide whether it is answered. */
export type RequestFacts = {
  method: string
  path: string
  host: string | undefined
  origin: string | undefined
  contentType: string | undefined
  cookie: string | undefined
}

/** What the guard knows of this run. `session` is the value that the cookie must carry. */
export type GuardSecrets = { origin: string; cookieName: string; session: string }

/**
 * What to do with a request: refuse it with a status, or let one of the three routes answer.
 *
 * A reply to another Host would serve a rebound DNS name; cookies ignore ports, so every change
 * also needs our exact Origin. Nothing but the socket changes anything.
 */
export type Verdict =
  | { route: 'refuse'; status: number; reason: string }
  | { route: 'asset' }
  | { route: 'session' }
  | { route: 'socket' }

/** Judges a request that is no upgrade. */
export function judgeRequest(facts: RequestFacts, secrets: GuardSecrets): Verdict {
  if (!isOurHost(facts, secrets)) return refuse(421, 'wrong host')
  if (facts.path === '/session') return judgeSession(facts, secrets)
  if (facts.method !== 'GET' && facts.method !== 'HEAD') return refuse(405, 'wrong method')
  if (facts.path === '/socket') return refuse(426, 'not a WebSocket request')
  return { route: 'asset' }
}

/** Judges a request to open the socket. */
export function judgeUpgrade(facts: RequestFacts, secrets: GuardSecrets): Verdict {
  if (!isOurHost(facts, secrets)) return refuse(421, 'wrong host')
  if (facts.path !== '/socket') return refuse(404, 'no such socket')
  if (facts.origin !== secrets.origin) return refuse(403, 'wrong origin')
  const value = cookieValue(facts.cookie, secrets.cookieName)
  if (value === null || !isSameSecret(value, secrets.session)) return refuse(403, 'no session')
  return { route: 'socket' }
}

/** Compares secrets in a time that does not tell how much of them agrees. */
export function isSameSecret(given: string, wanted: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(wanted)
  return a.length === b.length && timingSafeEqual(a, b)
}

function judgeSession(facts: RequestFacts, secrets: GuardSecrets): Verdict {
  if (facts.method !== 'POST') return refuse(405, 'wrong method')
  if (facts.origin !== secrets.origin) return refuse(403, 'wrong origin')
  // A form of another site can send only three plain types; JSON needs a preflight that we refuse.
  if (facts.contentType !== 'application/json') return refuse(415, 'not JSON')
  return { route: 'session' }
}

function isOurHost(facts: RequestFacts, secrets: GuardSecrets): boolean {
  return facts.host !== undefined && `http://${facts.host}` === secrets.origin
}

function cookieValue(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const [key, ...rest] = pair.trim().split('=')
    if (key === name) return rest.join('=')
  }
  return null
}

function refuse(status: number, reason: string): Verdict {
  return { route: 'refuse', status, reason }
}

import { timingSafeEqual } from 'node:crypto'

/** The parts of a request that decide whether it is answered. `host`: undefined, too, where two are given. */
export type RequestFacts = {
  method: string
  path: string
  host: string | undefined
  origin: string | undefined
  contentType: string | undefined
  cookie: string | undefined
  /** Who asks, as a browser says it: Sec-Fetch-Site, -Mode and -Dest. */
  fetchSite: string | undefined
  fetchMode: string | undefined
  fetchDest: string | undefined
}

/** A name under which the server is reached. `session` is the value that its cookie must carry. */
export type Place = { origin: string; session: string }

/**
 * What the guard knows of this run. `door` is 127.0.0.1, which every browser reaches; `home` is a name
 * of this run alone, whose cookie no other server is sent, for browsers that find it.
 */
export type GuardSecrets = { door: Place; home: Place; cookieName: string }

/**
 * What to do with a request: refuse it with a status, or let one of the routes answer.
 *
 * A reply to another Host would serve a rebound DNS name; cookies ignore ports, so every change
 * also needs our exact Origin. Nothing but the socket changes anything in the library.
 */
export type Verdict =
  | { route: 'refuse'; status: number; reason: string }
  | { route: 'asset' }
  /** The page that finds out whether the browser reaches our home. */
  | { route: 'door' }
  | { route: 'session'; place: Place }
  /** A second start asks for an address of its own. */
  | { route: 'launch' }
  | { route: 'socket' }
  /** The door's question, answered by opening the socket and closing it. */
  | { route: 'here' }

/** Judges a request that is no upgrade. */
export function judgeRequest(facts: RequestFacts, secrets: GuardSecrets): Verdict {
  const place = placeOf(facts, secrets)
  if (place === null) return refuse(421, 'wrong host')
  // A proxy's request: what it names is not asked of us, whatever its Host says.
  if (!facts.path.startsWith('/')) return refuse(400, 'not a path')
  if (facts.path === '/session') return judgeSession(facts, place)
  if (facts.path === '/launch') return judgeLaunch(facts)
  if (facts.method !== 'GET' && facts.method !== 'HEAD') return refuse(405, 'wrong method')
  if (facts.path === '/socket' || facts.path === '/here')
    return refuse(426, 'not a WebSocket request')
  if (isForAnotherPage(facts)) return refuse(403, 'asked by another page')
  return { route: place === secrets.door && facts.path === '/' ? 'door' : 'asset' }
}

/** Judges a request to open the socket. */
export function judgeUpgrade(facts: RequestFacts, secrets: GuardSecrets): Verdict {
  const place = placeOf(facts, secrets)
  if (place === null) return refuse(421, 'wrong host')
  if (facts.path === '/here') {
    const isDoor = place === secrets.home && facts.origin === secrets.door.origin
    return isDoor ? { route: 'here' } : refuse(403, 'wrong origin')
  }
  if (facts.path !== '/socket') return refuse(404, 'no such socket')
  if (facts.origin !== place.origin) return refuse(403, 'wrong origin')
  const value = cookieValue(facts.cookie, secrets.cookieName)
  if (value === null || !isSameSecret(value, place.session)) return refuse(403, 'no session')
  return { route: 'socket' }
}

/** Compares secrets in a time that does not tell how much of them agrees. */
export function isSameSecret(given: string, wanted: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(wanted)
  return a.length === b.length && timingSafeEqual(a, b)
}

function judgeSession(facts: RequestFacts, place: Place): Verdict {
  if (facts.method !== 'POST') return refuse(405, 'wrong method')
  if (facts.origin !== place.origin) return refuse(403, 'wrong origin')
  // A form of another site can send only three plain types; JSON needs a preflight that we refuse.
  if (facts.contentType !== 'application/json') return refuse(415, 'not JSON')
  return { route: 'session', place }
}

/** A program asks, never a page: browsers name the origin of every POST. */
function judgeLaunch(facts: RequestFacts): Verdict {
  if (facts.method !== 'POST') return refuse(405, 'wrong method')
  if (facts.origin !== undefined || facts.fetchSite !== undefined) return refuse(403, 'a page')
  if (facts.contentType !== 'application/json') return refuse(415, 'not JSON')
  return { route: 'launch' }
}

/**
 * Whether a page of another site wants this as a part of itself: it could not read it, but would learn
 * that Pressmark runs. Going to our page is another matter.
 */
function isForAnotherPage({ fetchSite, fetchMode, fetchDest }: RequestFacts): boolean {
  const isOurs = fetchSite === undefined || fetchSite === 'same-origin' || fetchSite === 'none'
  return !isOurs && !(fetchMode === 'navigate' && fetchDest === 'document')
}

function placeOf({ host }: RequestFacts, { door, home }: GuardSecrets): Place | null {
  if (host === undefined) return null
  return [door, home].find(({ origin }) => origin === `http://${host}`) ?? null
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

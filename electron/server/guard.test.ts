import { describe, expect, it } from 'vitest'
import { judgeRequest, judgeUpgrade, type RequestFacts, type Verdict } from './guard.ts'

const door = { origin: 'http://127.0.0.1:4000', session: 's3cret' }
const home = { origin: 'http://pm-0123abcd.localhost:4000', session: 'h0me' }
const secrets = { door, home, cookieName: 'pressmark-4000' }

function facts(some: Partial<RequestFacts>): RequestFacts {
  return {
    method: 'GET',
    path: '/',
    host: '127.0.0.1:4000',
    origin: undefined,
    contentType: undefined,
    cookie: undefined,
    fetchSite: undefined,
    fetchMode: undefined,
    fetchDest: undefined,
    ...some,
  }
}

function short(verdict: Verdict): string {
  return verdict.route === 'refuse' ? `${verdict.status}` : verdict.route
}

describe('a request', () => {
  const session = { method: 'POST', path: '/session', contentType: 'application/json' }

  it.each<[string, Partial<RequestFacts>, string]>([
    ['for the door', {}, 'door'],
    ['for the door by HEAD', { method: 'HEAD' }, 'door'],
    ['for the interface at the door', { path: '/index.html' }, 'asset'],
    ['for the page at home', { host: 'pm-0123abcd.localhost:4000' }, 'asset'],
    ['for the page at a home of another run', { host: 'pm-99999999.localhost:4000' }, '421'],
    ['for the page at localhost', { host: 'localhost:4000' }, '421'],
    ['with a dot after our Host', { host: '127.0.0.1.:4000' }, '421'],
    ['with a user before our Host', { host: 'me@127.0.0.1:4000' }, '421'],
    ['with a target that names a host', { path: 'http://evil.example/' }, '400'],
    ['with a target that is no path', { path: '*' }, '400'],
    [
      'for a part of our page, by another site',
      { path: '/index.html', fetchSite: 'cross-site', fetchMode: 'no-cors', fetchDest: 'script' },
      '403',
    ],
    [
      'for a frame in another port’s page',
      { fetchSite: 'same-site', fetchMode: 'navigate', fetchDest: 'iframe' },
      '403',
    ],
    [
      'by a link of another site',
      { fetchSite: 'cross-site', fetchMode: 'navigate', fetchDest: 'document' },
      'door',
    ],
    ['with a rebound name as Host', { host: 'evil.example:4000' }, '421'],
    ['with another port as Host', { host: '127.0.0.1:4001' }, '421'],
    ['without Host', { host: undefined }, '421'],
    ['that writes', { method: 'PUT' }, '405'],
    ['to the socket without upgrade', { path: '/socket' }, '426'],
    ['for a session, from our page', { ...session, origin: door.origin }, 'session'],
    ['for a session, without Origin', session, '403'],
    ['for a session, from another port', { ...session, origin: 'http://127.0.0.1:4001' }, '403'],
    ['for a session, from nowhere', { ...session, origin: 'null' }, '403'],
    [
      'for a session, as a form could send it',
      { ...session, origin: door.origin, contentType: 'text/plain' },
      '415',
    ],
    ['for a session at the door, from home', { ...session, origin: home.origin }, '403'],
    ['of a second start', { ...session, path: '/launch' }, 'launch'],
    ['of a second start, by GET', { path: '/launch' }, '405'],
    ['of a second start, by a page', { ...session, path: '/launch', origin: door.origin }, '403'],
    [
      'of a second start, as a form',
      { method: 'POST', path: '/launch', contentType: 'text/plain' },
      '415',
    ],
    ['for a session by GET', { path: '/session', origin: door.origin }, '405'],
  ])('%s', (_name, some, wanted) => {
    expect(short(judgeRequest(facts(some), secrets))).toBe(wanted)
  })
})

describe('an upgrade', () => {
  const ours = {
    path: '/socket',
    origin: door.origin,
    cookie: 'a=b; pressmark-4000=s3cret',
  }

  it.each<[string, Partial<RequestFacts>, string]>([
    ['from our page with the cookie', ours, 'socket'],
    ['without cookie', { ...ours, cookie: undefined }, '403'],
    ['with the cookie of another run', { ...ours, cookie: 'pressmark-4000=other!' }, '403'],
    ['with the cookie of another port', { ...ours, cookie: 'pressmark-4001=s3cret' }, '403'],
    ['with the cookie, from another page', { ...ours, origin: 'http://127.0.0.1:1' }, '403'],
    ['with the cookie, without Origin', { ...ours, origin: undefined }, '403'],
    ['at home with the door’s cookie', { ...ours, host: 'pm-0123abcd.localhost:4000' }, '403'],
    [
      'at home with its own',
      {
        ...ours,
        host: 'pm-0123abcd.localhost:4000',
        origin: home.origin,
        cookie: 'pressmark-4000=h0me',
      },
      'socket',
    ],
    [
      'that asks whether home is here, from the door',
      { path: '/here', host: 'pm-0123abcd.localhost:4000', origin: door.origin },
      'here',
    ],
    [
      'that asks whether home is here, from elsewhere',
      { path: '/here', host: 'pm-0123abcd.localhost:4000', origin: 'https://evil.example' },
      '403',
    ],
    ['that asks the door itself', { path: '/here', origin: door.origin }, '403'],
    ['to another Host', { ...ours, host: 'localhost:4000' }, '421'],
    ['elsewhere', { ...ours, path: '/' }, '404'],
  ])('%s', (_name, some, wanted) => {
    expect(short(judgeUpgrade(facts(some), secrets))).toBe(wanted)
  })
})

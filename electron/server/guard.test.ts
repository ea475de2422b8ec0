import { describe, expect, it } from 'vitest'
import { judgeRequest, judgeUpgrade, type RequestFacts, type Verdict } from './guard.ts'

const secrets = {
  origin: 'http://127.0.0.1:4000',
  cookieName: 'pressmark-4000',
  session: 's3cret',
}

function facts(some: Partial<RequestFacts>): RequestFacts {
  return {
    method: 'GET',
    path: '/',
    host: '127.0.0.1:4000',
    origin: undefined,
    contentType: undefined,
    cookie: undefined,
    ...some,
  }
}

function short(verdict: Verdict): string {
  return verdict.route === 'refuse' ? `${verdict.status}` : verdict.route
}

describe('a request', () => {
  const session = { method: 'POST', path: '/session', contentType: 'application/json' }

  it.each<[string, Partial<RequestFacts>, string]>([
    ['for the page', {}, 'asset'],
    ['for the page by HEAD', { method: 'HEAD' }, 'asset'],
    ['with a rebound name as Host', { host: 'evil.example:4000' }, '421'],
    ['with another port as Host', { host: '127.0.0.1:4001' }, '421'],
    ['without Host', { host: undefined }, '421'],
    ['that writes', { method: 'PUT' }, '405'],
    ['to the socket without upgrade', { path: '/socket' }, '426'],
    ['for a session, from our page', { ...session, origin: secrets.origin }, 'session'],
    ['for a session, without Origin', session, '403'],
    ['for a session, from another port', { ...session, origin: 'http://127.0.0.1:4001' }, '403'],
    ['for a session, from nowhere', { ...session, origin: 'null' }, '403'],
    [
      'for a session, as a form could send it',
      { ...session, origin: secrets.origin, contentType: 'text/plain' },
      '415',
    ],
    ['for a session by GET', { path: '/session', origin: secrets.origin }, '405'],
  ])('%s', (_name, some, wanted) => {
    expect(short(judgeRequest(facts(some), secrets))).toBe(wanted)
  })
})

describe('an upgrade', () => {
  const ours = {
    path: '/socket',
    origin: secrets.origin,
    cookie: 'a=b; pressmark-4000=s3cret',
  }

  it.each<[string, Partial<RequestFacts>, string]>([
    ['from our page with the cookie', ours, 'socket'],
    ['without cookie', { ...ours, cookie: undefined }, '403'],
    ['with the cookie of another run', { ...ours, cookie: 'pressmark-4000=other!' }, '403'],
    ['with the cookie of another port', { ...ours, cookie: 'pressmark-4001=s3cret' }, '403'],
    ['with the cookie, from another page', { ...ours, origin: 'http://127.0.0.1:1' }, '403'],
    ['with the cookie, without Origin', { ...ours, origin: undefined }, '403'],
    ['to another Host', { ...ours, host: 'localhost:4000' }, '421'],
    ['elsewhere', { ...ours, path: '/' }, '404'],
  ])('%s', (_name, some, wanted) => {
    expect(short(judgeUpgrade(facts(some), secrets))).toBe(wanted)
  })
})

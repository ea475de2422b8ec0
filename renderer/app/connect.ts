import type { Port } from '../../shared/api/port.ts'
import { bridgePort } from './bridge-port.ts'
import { openSocketPort } from './browser-port.ts'

/** How the window reached the application, or why it did not. */
export type Entry =
  | { kind: 'open'; port: Port }
  /** The launch token is spent or foreign, and there is no cookie that still counts. */
  | { kind: 'refused' }
  /** Nothing answers at this address. */
  | { kind: 'unreachable' }

/**
 * Reaches the application: by the desktop's wire where there is one, else behind the loopback server
 * that brought this page.
 *
 * A launch token in the fragment is exchanged for a cookie and taken out of the address, so that it
 * is in no history; a reload goes by the cookie alone. Afterwards the fragment is free for places.
 */
export async function connect(page: Window): Promise<Entry> {
  if (page.pressmark?.shell === 'desktop') return { kind: 'open', port: bridgePort(page.pressmark) }
  const token = new URLSearchParams(page.location.hash.slice(1)).get('token')
  try {
    if (token !== null) {
      page.history.replaceState(null, '', page.location.pathname)
      const isAdmitted = await exchange(token)
      // A token counts once: a copied address or a second tab may still have the cookie.
      if (!isAdmitted) return await openSocket(page, 'refused')
    }
    return await openSocket(page, 'ask')
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    return { kind: 'unreachable' }
  }
}

async function exchange(token: string): Promise<boolean> {
  const { ok } = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  return ok
}

async function openSocket(page: Window, otherwise: 'refused' | 'ask'): Promise<Entry> {
  const { protocol, host, pathname } = page.location
  const scheme = protocol === 'https:' ? 'wss' : 'ws'
  const port = await openSocketPort(`${scheme}://${host}/socket`).catch(() => null)
  if (port !== null) return { kind: 'open', port }
  // A browser doesn't say why a socket failed; a server that still answers has refused it.
  if (otherwise === 'ask') await fetch(pathname, { method: 'HEAD' })
  return { kind: 'refused' }
}

import { app } from './app.ts'
import type { Cdp } from './cdp.ts'
import { fatal, loud } from './loud.ts'

type Handler = (request: Request) => Response | Promise<Response>
type Check = (contents: unknown, permission: string, origin: string, details: object) => boolean
type Ask = (
  contents: unknown,
  permission: string,
  answer: (isGranted: boolean) => void,
  details: { requestingUrl: string },
) => void

/** The permissions that a page can ask about, and Electron's name for each. */
const permissions: Readonly<Record<string, string>> = {
  geolocation: 'geolocation',
  notifications: 'notifications',
  camera: 'media',
  microphone: 'media',
  midi: 'midi',
  'clipboard-read': 'clipboard-read',
  'clipboard-write': 'clipboard-sanitized-write',
}

let privileged: string[] | null = null
const handlers = new Map<string, Handler>()
let check: Check | null = null
let ask: Ask | null = null

/** `protocol` of the module: only what comes before the app is ready. */
export const protocol = loud('protocol', {
  registerSchemesAsPrivileged(schemes: { scheme: string; privileges: Record<string, boolean> }[]) {
    if (app.isReady()) throw new Error('registerSchemesAsPrivileged: the app is ready already')
    if (privileged !== null) throw new Error('registerSchemesAsPrivileged was called twice')
    for (const { scheme, privileges } of schemes) {
      const { standard, secure, supportFetchAPI, ...more } = privileges
      if (standard !== true || secure !== true || supportFetchAPI !== true) {
        fatal(`${scheme}: imitated are schemes that are standard, secure and support fetch`)
      }
      const unsafe = Object.keys(more).find((name) => more[name])
      if (unsafe !== undefined) fatal(`${scheme}: the privilege ${unsafe} is unsafe`)
    }
    privileged = schemes.map(({ scheme }) => scheme)
  },
})

const protocolOfSession = loud('session.protocol', {
  handle(scheme: string, handler: Handler) {
    if (!privileged?.includes(scheme)) fatal(`${scheme}: its pages would have no origin`)
    if (handlers.has(scheme)) throw new Error(`The scheme ${scheme} has a handler already`)
    handlers.set(scheme, handler)
  },
})

const defaultSession = loud('session', {
  protocol: protocolOfSession,
  setPermissionCheckHandler: (handler: Check | null) => void (check = handler),
  setPermissionRequestHandler: (handler: Ask | null) => void (ask = handler),
  setDevicePermissionHandler: (_handler: unknown) => undefined, // no device is ever there to ask about
})

let isMade = false

/** `session` of the module: there is one, made when first asked for. */
export const session = loud('session (module)', {
  get defaultSession() {
    if (!app.isReady()) throw new Error('Session can only be received when app is ready')
    if (!isMade) {
      isMade = true
      app.emit('session-created', defaultSession)
    }
    return defaultSession
  },
})

/** The answer of the app to a request for one of its schemes; null where none of its handlers is asked. */
export function answerOf(request: Request): Promise<Response> | null {
  const handler = handlers.get(new URL(request.url).protocol.slice(0, -1))
  return handler === undefined ? null : Promise.resolve(handler(request))
}

/**
 * Lets the page have what the app's handlers grant it, asked beforehand for each permission. Where a
 * handler is missing Electron grants, and so does this.
 */
export async function applyPermissions(
  cdp: Cdp,
  contents: unknown,
  pageUrl: string,
  origin: string,
): Promise<void> {
  for (const [name, permission] of Object.entries(permissions)) {
    let isGranted = check === null || check(contents, permission, pageUrl, {})
    const answer = (granted: boolean): void => void (isGranted ||= granted)
    if (ask === null) isGranted = true
    else ask(contents, permission, answer, { requestingUrl: pageUrl })
    const setting = isGranted ? 'granted' : 'denied'
    await cdp.send('Browser.setPermission', { permission: { name }, setting, origin })
  }
}

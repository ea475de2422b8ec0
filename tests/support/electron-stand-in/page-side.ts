import { makeCodec, type Codec } from './codec.ts'

/** The name of the preload's world, and of what reaches out of it; `secret` is another in each window. */
export const preloadWorld = 'preload'
export const bindingName = 'standInSend'
export const receiverName = 'standInReceive'

/** The script for the page's own world: what the preload exposes appears in it. */
export function mainWorldScript(secret: string): string {
  return inTopFrame(`${call(mainWorld, [secret], call(makeCodec))}`)
}

/** The script for the preload's world: `require('electron')`, and the preload as the app built it. */
export function preloadScript(secret: string, preload: string): string {
  return inTopFrame(`
    const codec = ${call(makeCodec)};
    const wire = ${call(makeWire, [secret, bindingName], 'codec')};
    ${call(passWindowOpens, [secret], 'codec', 'wire')};
    const electron = ${call(makeElectron, [secret, receiverName], 'codec', 'wire')};
    const preload = function (require, module, exports) {${preload}\n};
    ${call(runPreload, [], 'electron', 'wire', 'preload')};
  `)
}

function inTopFrame(source: string): string {
  return `if (window === window.top) { ${source} }`
}

/** The source of a call: the function's own, the strings, then what is source already. */
function call(fn: (...args: never[]) => unknown, strings: string[] = [], ...sources: string[]) {
  const args = [...strings.map((text) => JSON.stringify(text)), ...sources]
  return `(${fn.toString()})(${args.join(', ')})`
}

/*
 * What follows runs in the page as source, and so refers to nothing outside itself. Both worlds see the
 * window's events, but not each other's objects: strings alone cross, in the events' `detail`.
 */

function mainWorld(secret: string, codec: Codec): void {
  const listenersOfPage: ((...args: unknown[]) => unknown)[] = []
  let answer: string | null = null
  const put = (fn: (...args: unknown[]) => unknown): number => listenersOfPage.push(fn) - 1
  const cross = (name: string, detail: string): void => {
    window.dispatchEvent(new CustomEvent(`${secret}:${name}`, { detail }))
  }
  const take = (id: number) => {
    return (...args: unknown[]): unknown => {
      answer = null
      cross('call', codec.pack([id, args], put))
      const { error, value } = codec.unpack(answer ?? '{"record":[]}', take)
      if (error !== undefined) throw new Error(error)
      return value
    }
  }
  const freeze = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    Object.values(value).forEach(freeze)
    Object.freeze(value)
  }
  window.addEventListener(`${secret}:answer`, (event) => (answer = (event as CustomEvent).detail))
  window.addEventListener(`${secret}:expose`, (event) => {
    const [name, api] = codec.unpack((event as CustomEvent).detail, take)
    freeze(api)
    Object.defineProperty(window, name, { value: api, enumerable: true })
  })
  window.addEventListener(`${secret}:listener`, (event) => {
    const [id, args] = codec.unpack((event as CustomEvent).detail)
    listenersOfPage[id]?.(...args)
  })
  // Electron asks the window-open handler in the main process; a refused window is null here.
  window.open = (url = 'about:blank', name = '') => {
    const absolute = new URL(url, document.baseURI).href
    cross('open', codec.pack({ url: absolute, frameName: name, disposition: 'new-window' }))
    return null
  }
}

type Wire = { cross(name: string, detail: string): void; tell(kind: string, body: unknown): void }

function makeWire(secret: string, bindingName: string, codec: Codec): Wire {
  const toMain: (text: string) => void = (globalThis as any)[bindingName]
  return {
    cross: (name, detail) => {
      window.dispatchEvent(new CustomEvent(`${secret}:${name}`, { detail }))
    },
    tell: (kind, body) => toMain(codec.pack({ kind, url: location.href, body })),
  }
}

/** A link that wants another window never gets as far as making one: the app is asked instead. */
function passWindowOpens(secret: string, codec: Codec, wire: Wire): void {
  const openLink = (event: Event): void => {
    const { button, ctrlKey, metaKey, shiftKey } = event as MouseEvent
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement)
    const wantsWindow = link?.target === '_blank' || button === 1 || ctrlKey || metaKey || shiftKey
    if (event.defaultPrevented || link === undefined || link.href === '' || !wantsWindow) return
    event.preventDefault()
    wire.tell('open', { url: link.href, frameName: link.target, disposition: 'foreground-tab' })
  }
  window.addEventListener('click', openLink)
  window.addEventListener('auxclick', openLink)
  window.addEventListener(`${secret}:open`, (event) => {
    wire.tell('open', codec.unpack((event as CustomEvent).detail))
  })
}

/** The module that a sandboxed preload can require, as far as it is imitated. */
function makeElectron(secret: string, receiverName: string, codec: Codec, wire: Wire): object {
  const exposed: ((...args: unknown[]) => unknown)[] = []
  const names = new Set<string>()
  const listeners = new Map<string, Set<(...args: unknown[]) => void>>()
  const put = (fn: (...args: unknown[]) => unknown): number => exposed.push(fn) - 1
  const loud = (name: string, members: object): object =>
    new Proxy(members, {
      get(target, key) {
        if (key in target) return Reflect.get(target, key)
        throw new Error(`The stand-in does not imitate ${name}.${String(key)}`)
      },
    })
  window.addEventListener(`${secret}:call`, (event) => {
    const listenerOfPage = (id: number) => {
      return (...args: unknown[]): void => wire.cross('listener', codec.pack([id, args]))
    }
    const [id, args] = codec.unpack((event as CustomEvent).detail, listenerOfPage)
    let answer: unknown
    try {
      answer = { value: exposed[id]?.(...args) }
    } catch (error) {
      answer = { error: error instanceof Error ? error.message : String(error) }
    }
    wire.cross('answer', codec.pack(answer, put))
  })
  Object.defineProperty(globalThis, receiverName, {
    value: (text: string) => {
      const [channel, args] = codec.unpack(text)
      for (const listener of listeners.get(channel) ?? []) listener({}, ...args)
    },
  })
  return loud('electron', {
    contextBridge: loud('contextBridge', {
      exposeInMainWorld: (name: string, api: unknown) => {
        if (names.has(name)) throw new Error('Cannot bind an API on top of an existing property')
        names.add(name)
        wire.cross('expose', codec.pack([name, api], put))
      },
    }),
    ipcRenderer: loud('ipcRenderer', {
      send: (channel: string, ...args: unknown[]) => wire.tell('ipc', { channel, args }),
      on: (channel: string, listener: (...args: unknown[]) => void) => {
        const set = listeners.get(channel) ?? new Set()
        listeners.set(channel, set.add(listener))
      },
      off: (channel: string, listener: (...args: unknown[]) => void) => {
        listeners.get(channel)?.delete(listener)
      },
    }),
  })
}

/** Runs the preload and tells how it ended: a page without its wire must not look like one with it. */
function runPreload(
  electron: object,
  wire: Wire,
  preload: (require: unknown, module: unknown, exports: unknown) => void,
): void {
  const module = { exports: {} }
  const require = (name: string): unknown => {
    if (name === 'electron') return electron
    throw new Error(`module not found: ${name}`) // as a sandboxed preload is told
  }
  try {
    preload(require, module, module.exports)
    wire.tell('preloaded', null)
  } catch (error) {
    wire.tell('preloaded', String(error))
  }
}

import { EventEmitter } from 'node:events'
import { makeCodec } from './codec.ts'
import { fatal, loud, onlyEvents } from './loud.ts'
import type { EngineSession } from './engine-session.ts'
import { fromTravelling } from './addresses.ts'
import { emitPreventable } from './prevent.ts'

/** Happens here / known to be beyond the stand-in: see README.md. */
const events = ['will-frame-navigate', 'will-navigate', 'will-prevent-unload', 'destroyed']
const neverEmitted = ['will-redirect', 'will-attach-webview', 'render-process-gone']

type OpenHandler = (details: { url: string }) => { action: string }

/** A window's contents, as the app sees them, and the ends that the window pulls. */
export type Contents = {
  api: EventEmitter & { ipc: EventEmitter; mainFrame: { readonly url: string } }
  /** What the preload's world told: a message, or that the page wants a window. */
  hear: (text: string) => void
  /** Whether the app prevents the page from going there. */
  prevents: (travellingUrl: string, isMainFrame: boolean) => boolean
  /** Whether the app lets the page go although the page asked to stay. */
  overrules: () => boolean
  /** Whether the preload has run to its end in a document. */
  hasPreload(): boolean
  destroy(): void
}

/** Makes the contents over a page of Chromium; `page` is null until that page is there. */
export function makeContents(page: () => EngineSession | null): Contents {
  const codec = makeCodec()
  const emitter = new EventEmitter()
  const ipc = new EventEmitter()
  emitter.on('newListener', onlyEvents('webContents', [...events, ...neverEmitted]))
  let isDestroyed = false
  let url = ''
  let onOpen: OpenHandler | null = null
  let hasPreload = false
  const mainFrame = loud('webFrameMain', {
    parent: null,
    get url() {
      return url
    },
  })
  const api = Object.assign(emitter, {
    ipc: loud('webContents.ipc', ipc),
    mainFrame,
    isDestroyed: () => isDestroyed,
    getURL: () => url,
    send(channel: string, ...args: unknown[]) {
      if (isDestroyed) throw new TypeError('Object has been destroyed')
      page()?.tellPreload(codec.pack([channel, args]))
    },
    setWindowOpenHandler: (handler: OpenHandler) => void (onOpen = handler),
    reload: () => page()?.reload(),
  })
  const hear = (text: string): void => {
    const { kind, url: sender, body } = codec.unpack(text)
    url = fromTravelling(sender)
    if (kind === 'preloaded') {
      if (body !== null) fatal(`unable to load the preload: ${body}`)
      hasPreload = true
    } else if (kind === 'ipc') {
      const { channel, args } = body
      if (ipc.listenerCount(channel) === 0) fatal(`nobody hears the channel ${channel}`)
      ipc.emit(channel, { sender: api, senderFrame: mainFrame }, ...args)
    } else {
      const answer = onOpen?.({ ...body, url: fromTravelling(body.url) })
      if (answer?.action !== 'deny') fatal(`a window for ${body.url} was allowed`)
    }
  }
  return {
    api: loud('webContents', api),
    hear,
    hasPreload: () => hasPreload,
    prevents: (travellingUrl, isMainFrame) =>
      isPrevented(emitter, fromTravelling(travellingUrl), isMainFrame ? mainFrame : null),
    overrules: () => emitPreventable(emitter, 'will-prevent-unload'),
    destroy: () => {
      isDestroyed = true
      emitter.emit('destroyed')
    },
  }
}

/** Asks in Electron's order: where the first listener prevents, the second event does not happen. */
function isPrevented(emitter: EventEmitter, url: string, mainFrame: object | null): boolean {
  const isMainFrame = mainFrame !== null
  const details = { url, isMainFrame, isSameDocument: false, frame: mainFrame }
  if (emitPreventable(emitter, 'will-frame-navigate', details)) return true
  return isMainFrame && emitPreventable(emitter, 'will-navigate', details)
}

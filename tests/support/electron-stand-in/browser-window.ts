import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { toTravelling } from './addresses.ts'
import { app, isEverythingSandboxed, lastWindowIsGone, windows } from './app.ts'
import { openPage, type EngineSession } from './engine-session.ts'
import { startEngine, type Engine } from './engine.ts'
import { fatal, loud, onlyEvents } from './loud.ts'
import { emitPreventable } from './prevent.ts'
import { applyPermissions, session } from './session.ts'
import { tellTest } from './test-wire.ts'
import { makeContents } from './web-contents.ts'

const events = ['close', 'closed', 'ready-to-show']

/** webPreferences with the only value that is safe; every other one is refused if it is given at all. */
const safe: Readonly<Record<string, boolean>> = {
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
}

const open = new Set<object>()
let focused: object | null = null
let engine: Promise<Engine> | null = null

/** `BrowserWindow` of the module: a page of a headless Chromium that is thought to be a window. */
export const BrowserWindow = loud(
  'BrowserWindow',
  Object.assign(
    function (options: any) {
      return makeWindow(options)
    },
    { getAllWindows: () => [...open], getFocusedWindow: () => focused },
  ),
)

function makeWindow({ width = 800, height = 600, show = true, webPreferences = {} }: any): object {
  if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
  const preload = checked(webPreferences)
  void session.defaultSession // made with the first window at the latest
  const emitter = new EventEmitter()
  emitter.on('newListener', onlyEvents('BrowserWindow', events))
  let page: EngineSession | null = null
  const contents = makeContents(() => page)
  const closed = (): void => {
    page = null
    open.delete(window)
    if (focused === window) focused = null
    contents.destroy()
    emitter.emit('closed')
    if (open.size === 0) lastWindowIsGone()
  }
  const running = (engine ??= startEngine(
    join(app.getPath('userData') ?? '', 'stand-in'),
    width,
    height,
  ))
  const opened = running.then(({ cdp }) => openPage(cdp, preload, { ...contents, closed }))
  opened.then(
    (made) => (page = made),
    (error: unknown) => fatal(`no page: ${String(error)}`),
  )
  const window: object = loud(
    'BrowserWindow',
    Object.assign(
      emitter,
      showing(() => window, show),
      {
        webContents: contents.api,
        loadURL: async (url: string) => {
          const [to, { cdp, endpoint }] = await Promise.all([opened, running])
          await applyPermissions(cdp, contents.api, url, new URL(toTravelling(url)).origin)
          await to.load(url)
          if (!contents.hasPreload()) fatal('the preload did not run')
          emitter.emit('ready-to-show')
          tellTest({ kind: 'window', endpoint })
        },
        isDestroyed: () => !open.has(window),
        close: () => {
          if (!emitPreventable(emitter, 'close')) page?.close()
        },
      },
    ),
  )
  open.add(window)
  app.emit('web-contents-created', {}, contents.api)
  return window
}

/** How a window stands on a screen that nobody sees. */
function showing(self: () => object, show: boolean): object {
  let isVisible = show
  let isMinimized = false
  const focus = (): void => {
    if (!isMinimized) focused = self()
  }
  return {
    isVisible: () => isVisible,
    isMinimized: () => isMinimized,
    isFocused: () => focused === self(),
    focus,
    show: () => {
      isVisible = true
      focus()
    },
    minimize: () => {
      isMinimized = true
      if (focused === self()) focused = null
    },
    restore: () => {
      isMinimized = false
      focus()
    },
  }
}

/** The preload's text, once its window is known to be safe. */
function checked({ preload, ...preferences }: any): string {
  for (const [name, value] of Object.entries(preferences)) {
    if (!(name in safe)) fatal(`webPreferences.${name} is not imitated`)
    if (value !== safe[name]) fatal(`webPreferences.${name} is unsafe`)
  }
  if (!isEverythingSandboxed()) fatal('app.enableSandbox() was not called')
  if (typeof preload !== 'string') fatal('a window without a preload is not imitated')
  return readFileSync(preload, 'utf8')
}

windows.count = () => open.size
windows.closeAll = async () => {
  await Promise.all(
    [...open].map(
      (window: any) =>
        new Promise<void>((resolve) => {
          window.once('closed', resolve)
          window.close()
        }),
    ),
  )
}
windows.shutDown = async () => (await engine)?.close()

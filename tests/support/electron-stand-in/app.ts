import { EventEmitter } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loud, onlyEvents } from './loud.ts'
import { emitPreventable } from './prevent.ts'
import { claimInstance } from './single-instance.ts'

/** The events that happen here; those of `app` that Electron has beside them are refused. */
const events = [
  'ready',
  'session-created',
  'web-contents-created',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'quit',
  'second-instance',
]

/** What the windows give the app, which must not know them. */
export const windows: { closeAll(): Promise<void>; count(): number; shutDown(): Promise<void> } = {
  closeAll: () => Promise.resolve(),
  count: () => 0,
  shutDown: () => Promise.resolve(),
}

const emitter = new EventEmitter()
const paths = new Map([['userData', join(tmpdir(), 'stand-in')]])
let isReady = false
let isQuitting = false
let isSandboxed = false
let name = 'Electron'
const whenReady = new Promise<void>((resolve) => emitter.once('ready', resolve))

/** Called when the main module has run to its end, as Electron does: not a moment earlier. */
export function becomeReady(): void {
  isReady = true
  emitter.emit('ready', {}, {})
}

/** Called when the last window is gone. */
export function lastWindowIsGone(): void {
  if (isQuitting) return
  if (emitter.listenerCount('window-all-closed') === 0) app.quit()
  else emitter.emit('window-all-closed')
}

/** Whether app.enableSandbox() was called. */
export function isEverythingSandboxed(): boolean {
  return isSandboxed
}

async function quit(): Promise<void> {
  if (isQuitting || emitPreventable(emitter, 'before-quit')) return
  isQuitting = true
  await windows.closeAll()
  isQuitting = false
  if (windows.count() > 0 || emitPreventable(emitter, 'will-quit')) return
  emitter.emit('quit', {}, 0)
  await end(0)
}

async function end(code: number): Promise<void> {
  await windows.shutDown()
  process.exit(code)
}

const checkEvent = onlyEvents('app', events)
emitter.on('newListener', checkEvent)

export const app = loud(
  'app',
  Object.assign(emitter, {
    isPackaged: false,
    isReady: () => isReady,
    whenReady: () => whenReady,
    getName: () => name,
    setName: (given: string) => void (name = given),
    getPath: (key: string) => paths.get(key),
    setPath: (key: string, path: string) => void paths.set(key, path),
    enableSandbox: () => {
      if (isReady) throw new Error('app.enableSandbox() can only be called before app is ready')
      isSandboxed = true
    },
    requestSingleInstanceLock: () =>
      claimInstance(app.getPath('userData') ?? '', (args, folder) =>
        emitter.emit('second-instance', {}, args, folder, undefined),
      ),
    quit: () => void quit(),
    exit: (code = 0) => void end(code),
  }),
)

// Electron ends in order when the system asks it to.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => app.quit())

import { toTravelling } from './addresses.ts'
import type { Cdp } from './cdp.ts'
import { fatal } from './loud.ts'
import { pageRequests, type Send } from './page-requests.ts'
import {
  bindingName,
  mainWorldScript,
  preloadScript,
  preloadWorld,
  receiverName,
} from './page-side.ts'

/** What a page of Chromium tells the window that shows it. */
export type PageEvents = {
  hear: (text: string) => void
  prevents: (url: string, isMainFrame: boolean) => boolean
  /** Whether a page that asks to stay goes all the same. */
  overrules: () => boolean
  closed: () => void
}

/** A page of Chromium. */
export type EngineSession = {
  load(url: string): Promise<void>
  reload(): void
  tellPreload(text: string): void
  close(): void
}

/** Opens a page whose every request, message and navigation goes through here. */
export async function openPage(
  cdp: Cdp,
  preload: string,
  events: PageEvents,
): Promise<EngineSession> {
  const { targetId } = await cdp.send('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: true })
  const send: Send = (method, params = {}) => cdp.send(method, params, sessionId)
  const { frameTree } = await send('Page.getFrameTree')
  const requests = pageRequests(send, frameTree.frame.id, events.prevents)
  let preloadContext: number | null = null
  let loaded: (() => void) | null = null

  const heard: Record<string, (params: any) => void> = {
    'Fetch.requestPaused': (params) => void requests.answer(params).catch(unlessGone),
    'Runtime.executionContextCreated': ({ context: { id, name, auxData } }) => {
      const isMainFrame = auxData.frameId === frameTree.frame.id
      if (isMainFrame && !auxData.isDefault && name === preloadWorld) preloadContext = id
    },
    'Runtime.bindingCalled': ({ payload, executionContextId }) => {
      if (executionContextId === preloadContext) events.hear(payload)
    },
    'Page.loadEventFired': () => loaded?.(),
    'Page.javascriptDialogOpening': ({ type }) => {
      if (type !== 'beforeunload') return
      const accept = events.overrules()
      void send('Page.handleJavaScriptDialog', { accept }).catch(unlessGone)
    },
  }
  cdp.on(({ method, params, sessionId: from }) => {
    if (from === sessionId) heard[method]?.(params)
    if (method === 'Target.detachedFromTarget' && params.sessionId === sessionId) events.closed()
    if (method === 'Target.targetCreated' && params.targetInfo.openerId === targetId) {
      fatal(`the page opened a window that nobody was asked for: ${params.targetInfo.url}`)
    }
  })
  await cdp.send('Target.setDiscoverTargets', { discover: true })
  await prepare(send, preload)

  return {
    load: async (url) => {
      const isLoaded = new Promise<void>((resolve) => (loaded = resolve))
      requests.expectLoad(url)
      const { errorText } = await send('Page.navigate', { url: toTravelling(url) })
      if (errorText !== undefined) throw new Error(`${errorText} loading '${url}'`)
      await isLoaded
    },
    reload: () => void send('Page.reload').catch(unlessGone),
    tellPreload: (text) => {
      const expression = `${receiverName}(${JSON.stringify(text)})`
      const told = send('Runtime.evaluate', { expression, contextId: preloadContext })
      told.then(unlessThrown, unlessGone)
    },
    // As a person closes it: the page is asked first.
    close: () => void send('Page.close').catch(unlessGone),
  }
}

/** Has the preload run, in its own world, before anything of each document; the page's world first. */
async function prepare(send: Send, preload: string): Promise<void> {
  const secret = crypto.randomUUID()
  const addScript = 'Page.addScriptToEvaluateOnNewDocument'
  await send('Page.enable')
  await send('Runtime.enable')
  await send('Runtime.addBinding', { name: bindingName, executionContextName: preloadWorld })
  await send(addScript, { source: mainWorldScript(secret) })
  await send(addScript, { source: preloadScript(secret, preload), worldName: preloadWorld })
  await send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
}

function unlessThrown({ exceptionDetails }: any): void {
  if (exceptionDetails) fatal(`the preload threw: ${exceptionDetails.exception?.description}`)
}

/** A page may go away while it is being answered; whatever else fails is a fault of the stand-in. */
function unlessGone(error: unknown): void {
  const gone =
    /browser is gone|Session with given id not found|Cannot find context|Invalid InterceptionId|Target closed|No target with given id|Inspected target navigated or closed/u
  if (!(error instanceof Error) || !gone.test(error.message)) throw error
}

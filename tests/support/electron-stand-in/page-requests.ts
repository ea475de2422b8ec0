import { fromTravelling, toTravelling } from './addresses.ts'
import { answerOf } from './session.ts'

/** Sends a command to one page of Chromium. */
export type Send = (method: string, params?: object) => Promise<any>

/** Where the requests of a page end. */
export type PageRequests = {
  /** The app itself loads this address: nobody is asked whether the page may go there. */
  expectLoad(url: string): void
  /** Answers one request that Chromium has paused. */
  answer(paused: any): Promise<void>
}

/** Answers a page's requests as the app's protocol handlers do; `prevents` is asked before it goes elsewhere. */
export function pageRequests(
  send: Send,
  mainFrameId: string,
  prevents: (url: string, isMainFrame: boolean) => boolean,
): PageRequests {
  let expected: string | null = null
  const mayGo = (url: string, frameId: string): boolean => {
    const isMainFrame = frameId === mainFrameId
    if (!isMainFrame || url !== expected) return !prevents(url, isMainFrame)
    expected = null
    return true
  }
  return {
    expectLoad: (url) => {
      expected = toTravelling(url).replace(/#.*$/u, '') // a request never carries the fragment
    },
    answer: async ({ requestId, request, resourceType, frameId }) => {
      if (resourceType === 'Document' && !mayGo(request.url, frameId)) {
        await send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
        return
      }
      const url = fromTravelling(request.url)
      const response = await answerOf(new Request(url, { method: request.method }))
      if (response === null) {
        process.stderr.write(`stand-in: the page asked the network for ${url}\n`)
        await send('Fetch.failRequest', { requestId, errorReason: 'InternetDisconnected' })
        return
      }
      await send('Fetch.fulfillRequest', {
        requestId,
        responseCode: response.status,
        responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
        body: Buffer.from(await response.arrayBuffer()).toString('base64'),
      })
    },
  }
}

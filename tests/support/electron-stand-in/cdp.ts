import type { Readable, Writable } from 'node:stream'

/** An event of the DevTools protocol; `sessionId` names the target that it is about. */
export type CdpEvent = { method: string; params: any; sessionId?: string }

type Call = { resolve: (value: any) => void; reject: (error: Error) => void }

/** Chromium's DevTools protocol over a pair of pipes. */
export type Cdp = {
  send(method: string, params?: object, sessionId?: string): Promise<any>
  on(listener: (event: CdpEvent) => void): void
}

/** Speaks the protocol over pipes: JSON, each message ended by NUL. */
export function cdpOver(output: Writable, input: Readable): Cdp {
  const pending = new Map<number, Call>()
  const listeners = new Set<(event: CdpEvent) => void>()
  let lastId = 0
  let parts: Buffer[] = []
  const receive = (text: string): void => {
    const message = JSON.parse(text)
    if (message.id === undefined) {
      for (const listener of listeners) listener(message)
      return
    }
    const call = pending.get(message.id)
    pending.delete(message.id)
    if (message.error === undefined) call?.resolve(message.result)
    else call?.reject(new Error(message.error.message))
  }
  input.on('data', (chunk: Buffer) => {
    let rest = chunk
    for (let end = rest.indexOf(0); end !== -1; end = rest.indexOf(0)) {
      const text = Buffer.concat([...parts, rest.subarray(0, end)]).toString('utf8')
      parts = []
      rest = rest.subarray(end + 1)
      receive(text)
    }
    if (rest.length > 0) parts.push(rest)
  })
  input.on('close', () => {
    for (const { reject } of pending.values()) reject(new Error('the browser is gone'))
    pending.clear()
  })
  output.on('error', () => undefined) // the browser is gone: 'close' above tells whoever waits
  return {
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        lastId += 1
        pending.set(lastId, { resolve, reject })
        const message = { id: lastId, method, params, ...(sessionId ? { sessionId } : {}) }
        output.write(`${JSON.stringify(message)}\0`)
      }),
    on: (listener) => void listeners.add(listener),
  }
}

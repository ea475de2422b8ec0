import type { Page } from '@playwright/test'
import type { Bridge } from '../../shared/api/bridge.ts'

/** The window of the desktop as its page sees it, with the wire to the main process. */
export type DesktopWindow = Window & { readonly pressmark: Bridge }

/** Sends a call past the page's own client, on the page's wire, and answers the `Result` that returns. */
export function callOnWire(page: Page, operation: unknown, input: unknown): Promise<any> {
  return page.evaluate(
    ([name, given]) =>
      new Promise((resolve) => {
        const { pressmark } = window as DesktopWindow
        const id = Math.floor(Math.random() * 1e9) + 1e9
        const stop = pressmark.onMessage((message: any) => {
          if (message.kind !== 'reply' || message.id !== id) return
          stop()
          resolve(message.result)
        })
        pressmark.send({ kind: 'call', id, operation: name as string, input: given })
      }),
    [operation, input] as const,
  )
}

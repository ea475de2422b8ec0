import type { Message } from './port.ts'

/** The channels between the desktop's window and its main process: there are no others. */
export const toAppChannel = 'pressmark:to-app'
export const toPageChannel = 'pressmark:to-page'

/** What the desktop's preload puts into the page as `window.pressmark`: a wire, and nothing else. */
export type Bridge = {
  shell: 'desktop'
  /** Throws when the message holds something that cannot be cloned. */
  send: (message: Message) => void
  /** Returns a function that unsubscribes. */
  onMessage: (listener: (message: unknown) => void) => () => void
}

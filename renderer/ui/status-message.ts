import { createStore, type Store } from '../stores/store.ts'

/** What the status line of whatever place is open says first; null: nothing. */
export const statusMessage: Store<string | null> = createStore<string | null>(null)

let leave = new AbortController()

/**
 * Shows a sentence in the status line until the next key or click. It is not spoken: see `announce`.
 *
 * What stands beside it moves when it goes: a button there is let to hear the click that it was pressed for.
 */
export function showInStatusLine(text: string): void {
  leave.abort()
  leave = new AbortController()
  const options = { capture: true, signal: leave.signal }
  const clear = (): void => {
    leave.abort()
    statusMessage.set(null)
  }
  const onKey = ({ key }: KeyboardEvent): void => {
    // A modifier alone does nothing yet, and it begins the very keys that the sentence names.
    if (!modifiers.has(key)) clear()
  }
  const clearOnPress = (event: Event): void => {
    if (!isInStatusLine(event)) clear()
  }
  const clearOnClick = (event: Event): void => {
    if (isInStatusLine(event)) clear()
  }
  window.addEventListener('keydown', onKey, options)
  window.addEventListener('pointerdown', clearOnPress, options)
  window.addEventListener('click', clearOnClick, options)
  statusMessage.set(text)
}

function isInStatusLine({ target }: Event): boolean {
  return target instanceof Element && target.closest('[data-status-line]') !== null
}

const modifiers = new Set(['Control', 'Shift', 'Alt', 'AltGraph', 'Meta'])

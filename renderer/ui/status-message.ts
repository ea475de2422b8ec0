import { createStore, type Store } from '../stores/store.ts'

/** What the status line of whatever place is open says first; null: nothing. */
export const statusMessage: Store<string | null> = createStore<string | null>(null)

let leave = new AbortController()

/** Shows a sentence in the status line until the next key or click. It is not spoken: see `announce`. */
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
  window.addEventListener('keydown', onKey, options)
  window.addEventListener('pointerdown', clear, options)
  statusMessage.set(text)
}

const modifiers = new Set(['Control', 'Shift', 'Alt', 'AltGraph', 'Meta'])

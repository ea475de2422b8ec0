import { beginPlace } from './into-place.ts'

/** Fields of a place. Those of a layer that is open keep the focus, as do notes and definitions. */
const fields = 'input:not([type="radio"], [type="checkbox"], [role="combobox"]), select'

/**
 * A press on empty ground takes the focus from where it was; when the button is let go it goes back there,
 * so that the keys of the place go on. From a field of the place it goes to the list or the text. What was selected
 * by dragging stays selected, and what closes when it loses the focus has closed. Returns what stops it.
 */
export function keepFocus(window: Window): () => void {
  const { document } = window
  let last: HTMLElement | null = null
  const onFocus = ({ target }: FocusEvent): void => {
    if (target instanceof HTMLElement) last = target
  }
  const onUp = (): void => {
    if (document.activeElement !== document.body) return
    const layer = document.querySelector('dialog:modal')
    const isOver = layer === null ? last?.matches(fields) !== true : layer.contains(last)
    if (last !== null && isOver) last.focus({ preventScroll: true })
    if (document.activeElement === document.body) beginPlace()
  }
  window.addEventListener('focusin', onFocus, true)
  window.addEventListener('mouseup', onUp)
  return () => {
    window.removeEventListener('focusin', onFocus, true)
    window.removeEventListener('mouseup', onUp)
  }
}

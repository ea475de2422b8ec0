/** Marks the page with `data-keys` at its first key: only who uses keys needs to see where the focus is. */
export function markFirstKey(window: Window): void {
  const mark = (): void => {
    window.document.documentElement.dataset['keys'] = ''
  }
  window.addEventListener('keydown', mark, { once: true, capture: true })
}

/**
 * Gives the focus back to what a layer stood beside. A button that stood for marked rows may be gone;
 * its list is still there.
 */
export function backToList(beside: HTMLElement): void {
  const row = document.querySelector<HTMLElement>('main [role="row"][tabindex="0"]')
  if (beside.isConnected) beside.focus()
  else row?.focus()
}

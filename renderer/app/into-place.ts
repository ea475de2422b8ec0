/** Where a place has its keys, the likeliest first. */
const beginnings = [
  'main [role="row"][tabindex="0"]',
  '[role="document"]',
  'main input:checked',
  'main :is(input, button)',
]

/**
 * Takes the focus out of the rail: a place that opens with nothing focused begins at its list or its
 * text, whose keys the status line shows. The place that is open already gets it at once.
 */
export function intoPlace(isOpen: boolean): void {
  const focused = document.activeElement
  if (!(focused instanceof HTMLElement) || focused.closest('nav') === null) return
  if (!isOpen || !beginPlace()) focused.blur()
}

/** Gives the focus to where the place that is open has its keys; false where it has none yet. */
export function beginPlace(): boolean {
  const [next] = beginnings.flatMap((each) => document.querySelector<HTMLElement>(each) ?? [])
  next?.focus({ preventScroll: true })
  return next !== undefined
}

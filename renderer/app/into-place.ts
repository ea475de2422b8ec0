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
  const [next] = isOpen
    ? beginnings.flatMap((each) => document.querySelector<HTMLElement>(each) ?? [])
    : []
  if (next === undefined) focused.blur()
  else next.focus({ preventScroll: true })
}

import { useLayoutEffect } from 'react'

/** When what had the focus is gone, what `find` finds has it, never the page itself. */
export function useNeverOnBody(find: () => HTMLElement | null | undefined): void {
  useLayoutEffect(() => {
    if (document.activeElement === document.body) find()?.focus({ preventScroll: true })
  })
}

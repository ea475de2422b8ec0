import type { KeyHint } from './StatusLine.tsx'

/** The hint of a key that acts on as many rows as are marked, such as `tag 3`; none: on the one row. */
export function withCount(hint: KeyHint, marked: number): KeyHint {
  return marked === 0 ? hint : { ...hint, title: `${hint.title} ${marked}` }
}

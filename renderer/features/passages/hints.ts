import { hintOf } from '../../ui/hint-of.ts'
import type { KeyHint } from '../../ui/StatusLine.tsx'
import { withCount } from '../../ui/with-count.ts'

/** The keys that help in the list: what is collected and exported is what is marked, where something is. */
export function passageHints(shown: number, marked: number): KeyHint[] {
  const filter = hintOf('list.filter')
  if (shown === 0) return [filter]
  return [
    hintOf('list.next', 'list.previous'),
    hintOf('list.open'),
    hintOf('list.mark'),
    withCount(hintOf('list.tag'), marked),
    withCount(hintOf('list.collect'), marked),
    withCount(hintOf('list.export'), marked),
    filter,
  ]
}

import { hintOf } from '../../ui/hint-of.ts'
import type { KeyHint } from '../../ui/StatusLine.tsx'

/** The keys that help in the list: what is collected and exported is what is marked, where something is. */
export function passageHints(shown: number, marked: number): KeyHint[] {
  const filter = hintOf('list.filter')
  if (shown === 0) return [filter]
  return [
    hintOf('list.next', 'list.previous'),
    hintOf('list.open'),
    hintOf('list.mark'),
    { ...hintOf('list.tag'), title: marked > 0 ? `tag ${marked}` : 'tag' },
    { ...hintOf('list.collect'), title: marked > 0 ? `collect ${marked}` : 'collect' },
    { ...hintOf('list.export'), title: marked > 0 ? `export ${marked}` : 'export' },
    filter,
  ]
}

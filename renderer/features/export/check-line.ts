import type { ExportPreview } from '../../../shared/api/contract.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { countOf } from '../../ui/count-of.ts'

/** What was checked of an export, and each thing that it leaves out with the reason. */
export type Check = {
  isWhole: boolean
  found: string
  leftOut: string
  reasons: { id: Id; name: string | null; reason: string }[]
}

/** The check of a preview; `titles` are the library's articles by id. */
export function checkOf(
  { passages, leftOut }: Pick<ExportPreview, 'passages' | 'leftOut'>,
  titles: ReadonlyMap<Id, string>,
): Check {
  const missing = leftOut.filter(({ id }) => !titles.has(id)).length
  const all = passages + missing
  return {
    isWhole: leftOut.length === 0,
    found:
      all === 0
        ? 'It holds no passage'
        : `${passages.toLocaleString('en-GB')} of ${countOf(all, 'passage')} found in ${all === 1 ? 'its' : 'their'} text`,
    leftOut: leftOut.length === 0 ? 'nothing left out' : `${leftOut.length} left out`,
    reasons: leftOut.map(({ id, reason }) => ({ id, name: titles.get(id) ?? null, reason })),
  }
}

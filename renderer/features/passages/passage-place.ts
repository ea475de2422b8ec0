import type { PassageView } from '../../../shared/api/views.ts'

/** Where a passage stands, in words: `v2, paragraph 3`; an older version is called so. */
export function placeOfPassage({
  version,
  isLatest,
  paragraph,
}: Pick<PassageView, 'version' | 'isLatest' | 'paragraph'>): string {
  if (version === null) return 'version not synced yet'
  const place = paragraph === null ? [] : [`paragraph ${paragraph}`]
  return [`v${version}`, ...place, ...(isLatest ? [] : ['older version'])].join(', ')
}

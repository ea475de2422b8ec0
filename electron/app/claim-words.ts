import type { ArticleView } from '../../shared/api/views.ts'
import { onlyClaimed, wordsOfClaims } from '../../shared/domain/provenance.ts'

/** What a saved page says of itself, where nobody else says where it is from; empty where it says nothing. */
export function claimWords({ row, version }: ArticleView): string {
  const claims = onlyClaimed(row.key, version.provenance)
  return claims === null ? '' : `${wordsOfClaims(claims)}, says the file`
}

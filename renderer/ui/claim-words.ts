import type { FileClaims } from '../../shared/domain/provenance.ts'
import { addressOf } from './address-of.ts'
import { dayOf, longDay } from './dates.ts'

/** What a saved page says of itself, as its claim: `Saved from ledger.example on 9 March 2026, says the file`. */
export function claimWords({ url, savedAt }: FileClaims): string {
  const from = url === null ? '' : ` from ${addressOf(url)?.site ?? url}`
  const on = savedAt === null ? '' : ` on ${longDay(dayOf(savedAt))}`
  return `Saved${from}${on}, says the file`
}

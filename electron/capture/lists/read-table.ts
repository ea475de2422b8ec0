import Papa from 'papaparse'
import { emptyList, take, webAddress, type ReadList } from './list-entry.ts'

const addressHeads = /^(?:url|link|address|uri|href|web ?page|permalink|source url)$/iu
const titleHeads = /^(?:title|headline|name)$/iu

/**
 * Reads a table (.csv, .tsv): of each row the address, in the column that is called so or else the
 * first cell that is one, and its title, where a column is called that.
 */
export function readTable(text: string): ReadList {
  const list = emptyList('table')
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: 'greedy' })
  const head = data[0] ?? []
  const hasHead = !head.some((cell) => webAddress(cell, null) !== null)
  const address = hasHead ? head.findIndex((cell) => addressHeads.test(cell.trim())) : -1
  const title = hasHead ? head.findIndex((cell) => titleHeads.test(cell.trim())) : -1
  for (const row of hasHead ? data.slice(1) : data) {
    const named = address >= 0 ? row[address] : undefined
    const found = named ?? row.find((cell) => webAddress(cell, null) !== null) ?? row.join(', ')
    take(list, found, title >= 0 ? (row[title] ?? null) : null, null)
  }
  return list
}

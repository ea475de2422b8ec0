import type { CollectionView } from '../../../shared/api/views.ts'
import { CollectionName } from '../../../shared/domain/collection.ts'
import { tooLong } from '../../ui/too-long.ts'

/** A line of the picker: a collection that is there, or the name of a new one. */
export type PickerRow =
  { kind: 'collection'; name: string; collection: CollectionView } | { kind: 'new'; name: string }

/** The lines for what was typed: names that begin so, names that hold it, then a new one of that name. */
export function pickerRows(collections: readonly CollectionView[], typed: string): PickerRow[] {
  const wanted = fold(typed)
  const rank = ({ name }: CollectionView): number => {
    const at = fold(name).indexOf(wanted)
    return at === -1 ? 2 : Math.min(at, 1)
  }
  const found = collections
    .filter((collection) => rank(collection) < 2)
    .toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'en'))
    .map((collection) => ({ kind: 'collection' as const, name: collection.name, collection }))
  const name = CollectionName.safeParse(typed)
  const isTaken = collections.some((collection) => fold(collection.name) === wanted)
  return [
    ...found,
    ...(name.success && !isTaken ? [{ kind: 'new' as const, name: name.data }] : []),
  ]
}

/** Why no collection can be called what was typed, and what to do; null: one can, or nothing was typed. */
export function refusalOf(typed: string): string | null {
  const length = typed.trim().length
  if (length === 0 || CollectionName.safeParse(typed).success) return null
  return tooLong('A collection’s name', length, 200)
}

function fold(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase()
}

import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import type { Client } from '../../shared/api/client.ts'
import type { CommandId } from '../../shared/commands.ts'
import { assertNever } from '../../shared/errors.ts'
import { bindKeys } from '../commands/keymap.ts'
import { choices, register, runCommand, type Choice } from '../commands/registry.ts'
import { KeysSheet } from '../features/palette/KeysSheet.tsx'
import { Palette } from '../features/palette/Palette.tsx'
import type { Findable, PaletteRow } from '../features/palette/palette-rows.ts'
import { everything } from '../features/passages/passage-filter.ts'
import { NameDialog } from '../features/start/NameDialog.tsx'
import { createStore, useStore, type Store } from '../stores/store.ts'
import { announce } from '../ui/announce.ts'
import { showInStatusLine } from '../ui/status-message.ts'
import type { Stores } from './create-stores.ts'

/** The one layer over the whole window. */
export type WindowLayer = 'palette' | 'keys' | 'name'

/** Runs a command that was chosen by its name; why it can't be done is told in the status line. */
export function runChosen(id: CommandId): void {
  const refusal = runCommand(id)
  if (refusal === null) return
  showInStatusLine(refusal)
  announce(refusal)
}

/**
 * The palette, the sheet of keys and the name, over whatever place is open. `closeLayer` closes what is
 * open: the focus is then where it was, and a command that is run acts there.
 */
export function useCommanding(
  client: Client,
  stores: Stores,
): { layer: ReactNode; openPalette: () => void; closeLayer: () => void } {
  const [open, setOpen] = useState<WindowLayer | null>(null)
  // What can be done is what could be when the palette opened: under it nothing moves. It is asked
  // before anything is drawn, since lists answer for the row that is active.
  const [possible, setPossible] = useState<readonly Choice[]>([])
  const [recent] = useState<Store<readonly CommandId[]>>(() =>
    createStore<readonly CommandId[]>([]),
  )
  const openPalette = useCallback(() => {
    setPossible(choices())
    setOpen('palette')
  }, [])
  const closeLayer = useCallback(() => flushSync(() => setOpen(null)), [])
  useEffect(() => {
    const stops = [
      bindKeys(window, {
        'palette.open': openPalette,
        'keys.show': () => setOpen('keys'),
      }),
      register({ 'coder.rename': () => setOpen('name') }),
    ]
    return () => stops.forEach((stop) => stop())
  }, [openPalette])
  const take = (row: PaletteRow): void => {
    closeLayer()
    if (row.kind !== 'command') return goTo(stores, row)
    const { id } = row.choice
    recent.set((current) => [id, ...current.filter((each) => each !== id)])
    runChosen(id)
  }
  const layers = { client, stores, recent, possible, onTake: take, onClose: closeLayer }
  const layer = open === null ? null : <Layer {...layers} open={open} />
  return { layer, openPalette, closeLayer }
}

function Layer({
  open,
  client,
  stores,
  recent,
  possible,
  onTake,
  onClose,
}: {
  open: WindowLayer
  client: Client
  stores: Stores
  recent: Store<readonly CommandId[]>
  possible: readonly Choice[]
  onTake: (row: PaletteRow) => void
  onClose: () => void
}) {
  const { info } = useStore(stores.library.state)
  switch (open) {
    case 'palette':
      return (
        <FindingPalette
          stores={stores}
          recent={recent}
          possible={possible}
          onTake={onTake}
          onClose={onClose}
        />
      )
    case 'keys':
      return <KeysSheet onClose={onClose} />
    case 'name':
      return <NameDialog client={client} name={info?.coder.name ?? ''} onClose={onClose} />
    default:
      return assertNever(open)
  }
}

function FindingPalette({
  stores,
  recent,
  possible,
  onTake,
  onClose,
}: {
  stores: Stores
  recent: Store<readonly CommandId[]>
  possible: readonly Choice[]
  onTake: (row: PaletteRow) => void
  onClose: () => void
}) {
  const { tags } = useStore(stores.codebook.store)
  const { articles } = useStore(stores.library.state)
  const { collections } = useStore(stores.collections.store)
  const last = useStore(recent)
  const findable = useMemo(
    (): Findable => ({
      choices: possible.filter(({ id }) => id !== 'palette.open'),
      recent: last,
      tags,
      articles,
      collections,
    }),
    [possible, last, tags, articles, collections],
  )
  return <Palette findable={findable} onTake={onTake} onClose={onClose} />
}

/** Leads to an article, or to the passages of a tag or a collection. */
function goTo({ location, passages }: Stores, row: Exclude<PaletteRow, { kind: 'command' }>): void {
  switch (row.kind) {
    case 'article':
      return location.go({ place: 'reader', articleId: row.item.row.id })
    case 'tag':
      passages.filter.set({ ...everything, tag: row.tag.id })
      return location.go({ place: 'passages' })
    case 'collection':
      passages.filter.set({ ...everything, collection: row.collection.id })
      return location.go({ place: 'passages' })
    default:
      return assertNever(row)
  }
}

import type { Client } from '../../shared/api/client.ts'
import { choices, onRegistered } from '../commands/registry.ts'
import { runChosen } from './commanding.tsx'
import type { Stores } from './create-stores.ts'
import { undoTyping } from './undoing.ts'

/**
 * Runs what is chosen in the desktop's menu, and keeps that menu up with what can be done: undo and redo
 * by the name of their step, the last tag by its own. `closeLayer` closes what lies over the window. Returns a function that stops.
 */
export function followMenu(
  client: Client,
  stores: Pick<Stores, 'undo' | 'codebook'>,
  page: Pick<Window, 'pressmark'>,
  closeLayer: () => void,
): () => void {
  const stop = client.on('menu.chosen', ({ command }) => {
    if (undoTyping(command)) return
    closeLayer()
    runChosen(command)
  })
  if (page.pressmark === undefined) return stop
  const stops = [stop, tellMenu(client, stores)]
  return () => stops.forEach((each) => each())
}

/** Commands come and go many at once, as a place opens: the menu hears of it once. */
function tellMenu(
  client: Client,
  { undo, codebook }: Pick<Stores, 'undo' | 'codebook'>,
): () => void {
  let last = ''
  let isTold = true
  const tell = (): void => {
    isTold = true
    const items = choices().map(({ id, name }) => ({ command: id, label: name }))
    const now = JSON.stringify(items)
    if (now === last) return
    last = now
    // A menu that hears nothing only shows what could be done a moment ago.
    client.call('menu.show', { items }).catch(() => (last = ''))
  }
  const soon = (): void => {
    if (!isTold) return
    isTold = false
    queueMicrotask(tell)
  }
  soon()
  const stops = [onRegistered(soon), undo.history.subscribe(soon), codebook.store.subscribe(soon)]
  return () => stops.forEach((stop) => stop())
}
